// What has to be put right is where the keyboard starts.
document.querySelector("[data-focus]")?.focus();
