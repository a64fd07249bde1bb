/* The page's script: everything here adds to pages that are whole without it. */

import { bringOwnFont } from "./font.js";
import { walkThroughHits } from "./hits.js";
import { landOnTargets } from "./landing.js";
import { bringHtmxWhenPressed, bringOfflineWhenNear, tellProgress } from "./late.js";
import { printOnPress } from "./paper.js";
import { ReaderPlayer } from "./player.js";
import { comeInPortions } from "./portions.js";
import { sayOnPress } from "./saying.js";
import { shareOnPress } from "./share.js";
import { keepFocusAfterSwap } from "./swaps.js";
import { explainTerms } from "./terms.js";
import { comeBackToView } from "./view.js";
import { layOutTheRest, leadOn } from "./whole.js";
import { setWriting } from "./writing.js";

function begin() {
  bringOwnFont();
  customElements.define("reader-player", ReaderPlayer);
  keepFocusAfterSwap();
  printOnPress();
  sayOnPress();
  shareOnPress();
  explainTerms();
  setWriting();
  landOnTargets();
  comeInPortions();
  comeBackToView();
  bringHtmxWhenPressed();
  bringOfflineWhenNear();
  tellProgress();
  walkThroughHits();
  layOutTheRest();
}

if (!leadOn()) begin();
