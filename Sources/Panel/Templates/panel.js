// Niceties only: every page works without this file.
"use strict";

for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

// Where the person is, is seen: a menu that scrolls begins there.
for (const link of document.querySelectorAll(".side [aria-current], .tabs [aria-current]")) {
  link.scrollIntoView({ block: "nearest", inline: "center" });
}

// A secret does not stay on a screen that nobody looks at, nor in the page that "back" brings again.
for (const element of document.querySelectorAll("[data-leave-after]")) {
  const leave = () => location.replace(element.dataset.leaveTo);
  setTimeout(leave, Number(element.dataset.leaveAfter) * 1000);
  addEventListener("pageshow", (event) => { if (event.persisted) leave(); });
}

// A decision is not made by a key that was still held down when the page came.
for (const button of document.querySelectorAll("button.wait")) {
  button.disabled = true;
  setTimeout(() => { button.disabled = false; }, 500);
}
