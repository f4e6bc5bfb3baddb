"""The State Council's yearly arrangements as the library ``chinesecalendar`` knows them.

The library raises for years that were not announced when it was made; here they are simply not among ``YEARS``.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from chinese_calendar.constants import holidays, workdays

from openxian.core.calendar.working import Mark, WorkingCalendar, year_arranged

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}
YEARS = frozenset(range(min(holidays).year, max(holidays).year + 1))


def paper(year: int) -> str:
    """What the yearly notice is called."""
    return f"《国务院办公厅关于{year}年部分节假日安排的通知》"


@cache
def marks() -> Mapping[date, Mark]:
    """Every day the library names."""
    named = {day: Mark(False, NAMES[name], paper(year_arranged(day, NAMES[name]))) for day, name in holidays.items()}
    named |= {day: Mark(True, NAMES[name], paper(year_arranged(day, NAMES[name]))) for day, name in workdays.items()}
    return MappingProxyType(named)


@cache
def announced_calendar() -> WorkingCalendar:
    """The calendar before anybody has touched the table: for tests and where there is no database."""
    return WorkingCalendar(marks(), YEARS)
