// Goes on with a batch by itself until nothing waits; the button does the same by hand.

const place = document.querySelector("[data-progress]");

async function goOn() {
  const form = place.querySelector("[data-progress-form]");
  if (!form) return;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
  });
  if (!answer.ok) return;
  place.innerHTML = await answer.text();
  goOn();
}

if (place) goOn();
