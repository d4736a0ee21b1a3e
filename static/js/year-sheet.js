/**
 * The year sheet as a spreadsheet user expects it: Enter and the arrow keys move between rows, the
 * number of empty cells is counted while typing, and leaving with unsaved changes asks first.
 * Without this module the sheet is an ordinary form.
 */
const form = document.querySelector("[data-year-sheet]");

if (form) {
  const column = (input) => input.name.split("-").pop();
  const cells = (name) => [...form.querySelectorAll(`tbody input[name$="-${name}"]:not([type=hidden])`)];

  const move = (input, step) => {
    const inColumn = cells(column(input));
    const next = inColumn[inColumn.indexOf(input) + step];
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  };

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[type=radio]")) event.preventDefault();
    if (!event.target.matches("tbody input:not([type=radio])") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    // Enter never sends the sheet from a cell: saving is what the buttons are for.
    if (move(event.target, step) || event.key === "Enter") event.preventDefault();
  });

  const owed = form.querySelector("[data-owed]");
  form.addEventListener("input", () => {
    const count = cells("value").filter((input) => !input.value.trim()).length;
    owed.value = count ? owed.dataset.owedText.replace("{count}", count) : owed.dataset.doneText;
  });

  // A sheet that could not be saved comes back with what was typed: it is still unsaved.
  const hasChanges = () =>
    "unsaved" in form.dataset || [...form.querySelectorAll("input")].some((input) => input.value !== input.defaultValue);
  let sending = false;
  form.addEventListener("submit", () => {
    sending = true;
  });
  window.addEventListener("pageshow", () => {
    sending = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && hasChanges()) event.preventDefault();
  });

  document.getElementById("error-summary")?.focus();
}
