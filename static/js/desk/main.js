/* The desk's script: everything here adds to pages that are whole without it. */

import { land, landOnTargets, target } from "../landing.js";
import { takeOwnFontWhereNoneIs } from "../own-font.js";
import { keepFocusAfterSwap } from "../swaps.js";
import { settleByKeys } from "./cards.js";
import { takeDroppedFiles } from "./files.js";
import { offerPasskeys } from "./passkeys.js";

takeOwnFontWhereNoneIs();
keepFocusAfterSwap();
landOnTargets();
/* What a form led to: what is wrong with it, or what came of it, without the way through the page's head again. */
if (!target()) land(/** @type {HTMLElement | null} */ (document.querySelector("[data-arrives]")));
takeDroppedFiles();
settleByKeys();
offerPasskeys();

/* What could not be done is told on the page, whole, also where only a part of it was asked for. */
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const detail = /** @type {CustomEvent} */ (event).detail;
  if (detail.xhr.status < 400) return;
  detail.shouldSwap = true;
  detail.isError = false;
  detail.target = document.getElementById("main");
  detail.selectOverride = "#main";
  detail.swapOverride = "outerHTML";
});
