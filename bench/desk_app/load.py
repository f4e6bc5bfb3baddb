"""People at their desks: each asks for a page, reads a while, asks for the next. One process, plain sockets.

``python -m bench.desk_app.load`` reads a plan as JSON from its standard input and prints what it saw.
"""

import json
import random
import sys
import threading
import time
from http.client import HTTPConnection


def person(number: int, plan: dict, until: float, spent: dict[str, list[float]], wrong: list[str]) -> None:
    """One person's walk over the addresses until the time is over; ``thinks`` is the mean pause in seconds."""
    dice = random.Random(number)
    host, port = plan["server"]
    connection = HTTPConnection(host, port, timeout=60)
    headers = {"Cookie": f"sessionid={plan['sessions'][number]}", "Accept-Encoding": "identity"}
    time.sleep(dice.random() * plan["thinks"])
    while time.monotonic() < until:
        name, address = dice.choice(list(plan["addresses"][number].items()))
        began = time.monotonic()
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status != 200 or size < 1000:
            wrong.append(f"{answer.status} {size} {address} {answer.headers.get('Location', '')}")
        spent[name].append(time.monotonic() - began)
        time.sleep(dice.expovariate(1 / plan["thinks"]) if plan["thinks"] else 0)


def main() -> None:
    plan = json.load(sys.stdin)
    spent: dict[str, list[float]] = {name: [] for name in plan["addresses"][0]}
    wrong: list[str] = []
    until = time.monotonic() + plan["seconds"]
    people = [
        threading.Thread(target=person, args=(number, plan, until, spent, wrong))
        for number in range(len(plan["sessions"]))
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    print(json.dumps({"spent": spent, "wrong": wrong[:5]}))


if __name__ == "__main__":
    main()
