/**
 * Menus made of <details> close like menus: on Escape, giving the focus back, and when the focus
 * or a click goes elsewhere. Without this module they open and close by their button alone.
 */
for (const menu of document.querySelectorAll("details.drawer, details.language")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
