/* What the type check knows of our pages beyond the browser's own library. Not sent to anybody. */

import type { Pages } from "../../static/js/kiosk/pages.js";
import type { ReaderPlayer } from "../../static/js/player.js";

declare global {
  /* Every element of our pages is one of HTML or SVG: both have these. */
  interface Element {
    readonly dataset: DOMStringMap;
    hidden: boolean | "until-found";
    focus(options?: FocusOptions): void;
  }

  interface HTMLElementTagNameMap {
    "reader-player": ReaderPlayer;
    "kiosk-pages": Pages;
  }

  /* What our scripts, and htmx, say to one another. */
  interface DocumentEventMap {
    "kiosk-go": CustomEvent<string>;
    "kiosk-tell": CustomEvent<{ text: string; say?: string }>;
  }
  interface HTMLElementEventMap {
    "htmx:beforeSwap": CustomEvent<{ target?: HTMLElement }>;
    "htmx:afterSwap": CustomEvent<{ target?: HTMLElement }>;
  }

  /** When an utterance is heard, in seconds of its passage; its words as triples, where the voice tells (spoken-word.js). */
  interface Cue {
    id: string;
    start: number;
    end: number;
    words?: number[];
  }

  /** What the server tells of a passage's sound (`/minutes/{id}/passages/{key}.json`). */
  interface Timing {
    url: string;
    ready: boolean;
    duration: number;
    cues: Cue[];
    problem?: string;
    next?: string;
  }
}
