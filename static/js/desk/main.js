/* The desk's script: everything here adds to pages that are whole without it. */

import { landOnTargets } from "../landing.js";
import { keepFocusAfterSwap } from "../swaps.js";
import { settleByKeys } from "./cards.js";
import { takeDroppedFiles } from "./files.js";

keepFocusAfterSwap();
landOnTargets();
takeDroppedFiles();
settleByKeys();

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
