// A box is a stop of the keyboard only while there is something in it to be moved sideways.
const boxes = document.querySelectorAll("[data-sideways]");
const measure = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const moves = target.scrollWidth > target.clientWidth;
    if (moves) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const box of boxes) measure.observe(box);
