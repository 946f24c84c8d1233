// Below a choice stands what each of its options means; only that of the chosen one is of interest.
for (const block of document.querySelectorAll("[data-choice-of]")) {
  const choice = document.getElementById(block.dataset.choiceOf);
  const show = () => {
    for (const part of block.querySelectorAll("[data-choice]")) {
      part.hidden = part.dataset.choice !== choice.value;
    }
  };
  choice?.addEventListener("change", () => {
    show();
    const panel = block.querySelector("[data-choice]:not([hidden]) > details");
    if (panel) panel.open = true;
  });
  if (choice) show();
}
