// Picture news: the numbered links scroll the strip only, not the page, and show which picture is in view.
for (const carousel of document.querySelectorAll("[data-carousel]")) {
  const strip = carousel.querySelector("ul");
  const dots = [...carousel.querySelectorAll("ol a")];
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  carousel.addEventListener("click", (event) => {
    const at = dots.indexOf(event.target.closest("a"));
    if (at < 0) return;
    event.preventDefault();
    strip.scrollTo({ left: at * strip.clientWidth, behavior: still ? "auto" : "smooth" });
  });
  const mark = () => {
    const at = Math.round(strip.scrollLeft / strip.clientWidth);
    dots.forEach((dot, index) => (index === at ? dot.setAttribute("aria-current", "true") : dot.removeAttribute("aria-current")));
  };
  strip.addEventListener("scroll", mark, { passive: true });
  mark();
}
