/* The page on paper, by a button. */

import { about } from "./parts.js";

export function printOnPress() {
  document.addEventListener("click", (event) => {
    if (about(event, "[data-print]")) print();
  });
}
