// Dragging over the bars of the histogram chooses a time; a click and the form work without this.
"use strict";
(() => {
  const bars = [...document.querySelectorAll(".histogram [data-span]")];
  const form = document.querySelector(".histogram form.span");
  if (!bars.length || !form) return;
  const chart = bars[0].ownerSVGElement;
  let first = -1;
  let last = -1;
  let dragged = false;

  const at = (event) => {
    const box = chart.getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, place));
  };
  const paint = () => {
    const low = Math.min(first, last);
    const high = Math.max(first, last);
    bars.forEach((bar, place) => bar.classList.toggle("on", first >= 0 && place >= low && place <= high));
  };

  chart.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    first = last = at(event);
    dragged = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (first < 0) return;
    const now = at(event);
    if (now !== last) dragged = true;
    last = now;
    if (dragged) paint();
  });
  window.addEventListener("pointerup", () => {
    if (first < 0) return;
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    first = -1;
    if (!dragged) return;
    form.elements.from.value = bars[low].dataset.span;
    form.elements.to.value = bars[high].dataset.span;
    form.requestSubmit();
  });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
  }, true);
})();
