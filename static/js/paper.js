/* The page on paper, by a button: all of it. */

import { about } from "./parts.js";
import { gather, waiting } from "./portions.js";
import { hush, tell } from "./status.js";

export function printOnPress() {
  document.addEventListener("click", async (event) => {
    if (!about(event, "[data-print]")) return;
    if (waiting().length) {
      tell(document.querySelector("[data-gathering]")?.dataset.gathering ?? "", { stays: true });
      await gather();
      hush();
    }
    print();
  });
}
