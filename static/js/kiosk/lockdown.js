/* What a kiosk's visitor shall not be able to do by accident or design: select, drag, zoom, open menus or windows. */

const NEVER = ["contextmenu", "selectstart", "dragstart", "drop", "dragover", "gesturestart", "gesturechange", "auxclick", "dblclick", "copy", "cut", "paste"];
const OTHER_BUTTONS = ["mousedown", "mouseup", "pointerdown"];

export function lockDown() {
  const refuse = (/** @type {Event} */ event) => event.preventDefault();
  const options = { capture: true, passive: false };
  for (const name of NEVER) document.addEventListener(name, refuse, options);
  for (const name of OTHER_BUTTONS) {
    document.addEventListener(name, (event) => /** @type {MouseEvent} */ (event).button > 0 && refuse(event), options);
  }
  document.addEventListener("wheel", refuse, options);
  document.addEventListener("touchmove", refuse, options);
  window.open = () => null;
}
