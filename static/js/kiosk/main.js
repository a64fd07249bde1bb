/* The kiosk in the browser, wired in one place: touches and keys become actions, actions move screens and sound. */

import { Board } from "./board.js";
import { step, stepOnBoard, toFirst } from "./focus.js";
import { Idle, reset } from "./idle.js";
import { Keys } from "./keys.js";
import { Listing } from "./listing.js";
import { lockDown } from "./lockdown.js";
import { Loudness } from "./loudness.js";
import { Pages } from "./pages.js";
import { about, part } from "../parts.js";
import { takeOwnFontWhereNoneIs } from "../own-font.js";
import { pinPad, staffGesture } from "./pin.js";
import { Reading } from "./reading.js";
import { onStroke } from "./strokes.js";
import { Stage } from "./stage.js";
import { show } from "./told.js";
import { Touching } from "./touching.js";
import { Voice, phrase } from "./voice.js";
import { Watch } from "./watch.js";

const { dataset } = document.body;
const stage = new Stage();
const minutes = sounding("minutes");
const voice = new Voice(sounding("prompt"));
const loudness = new Loudness(minutes, voice.audio);
const reading = new Reading(minutes, { voice, loudness, stage });
const listing = new Listing({ voice, stage });
let byKey = false;
let changing = Promise.resolve();
let answering = false; // whether the last touch only answered the question if anybody is there

takeOwnFontWhereNoneIs();
customElements.define("kiosk-pages", Pages);
customElements.define("kiosk-board", Board);
lockDown();

/**
 * An audio element. None stands in the HTML: in a page that is only parsed, Chromium would never let go of it.
 * @param {string} id
 */
function sounding(id) {
  const audio = document.createElement("audio");
  audio.id = id;
  document.body.append(audio);
  return audio;
}

/** Shows an outcome, and says it unless the minutes are being heard.
 * @param {{ text: string, say?: string }} outcome */
function tell({ text, say }) {
  if (text) show(text);
  if (!reading.playing) voice.say(say);
}

function end() {
  voice.stop();
  reading.leave();
  reset(() => stage.lose());
}

/** @type {(name: string) => HTMLElement | null} */
const way = (name) => stage.screen.querySelector(`[data-way="${name}"]:not(.control--none)`);

/** @param {HTMLElement} link */
function follow(link) {
  const { wake = "", way, plays } = link.dataset;
  const goesOn = reading.wanted && (way === "left" || way === "right");
  stage.go(link.getAttribute("href") ?? "", { plays: plays !== undefined || goesOn, first: wake });
}

function listen() {
  if (reading.wanted) {
    reading.pause();
    tell(phrase("paused"));
  } else if (stage.screen.dataset.reads) reading.play();
  else listing.play();
}

/** @param {number} by */
function turnPage(by) {
  const pages = stage.screen.querySelector("kiosk-pages");
  if (pages?.turn(by)) return true;
  /** @type {HTMLElement | null} */
  const pager = stage.screen.querySelector(".pager");
  const { previous, next } = pager?.dataset ?? {};
  const address = by < 0 ? previous : next;
  if (address) stage.go(address);
  return Boolean(address);
}

/** @param {number} by */
function move(by) {
  const link = way(by < 0 ? "left" : "right");
  if (link) follow(link);
  else if (stage.screen.dataset.reads || !turnPage(by)) tell(phrase(by < 0 ? "first" : "last"));
  else toFirst(part(stage.screen, "kiosk-pages"));
}

/**
 * One change after the other: each begins from what the one before has left in the cookie.
 * @param {string} name
 */
function change(name) {
  changing = changing.then(() => changed(name));
}

/** @param {string} name */
async function changed(name) {
  try {
    const answer = await (await fetch(`/kiosk/preferences/${name}`, { method: "POST" })).json();
    const { type, theme } = answer;
    Object.assign(document.documentElement.dataset, { type, theme });
    stage.screen.querySelector("kiosk-pages")?.settle();
    tell({ text: answer.told, say: answer.say });
    if (answer.again) await stage.go(location.pathname + location.search, { quiet: true });
  } catch {
    stage.lose();
  }
}

/**
 * The language of the screens. All of the document is in it: the next screen comes with a new one.
 * @param {string} language
 */
async function speak(language) {
  try {
    const answer = await fetch(`/kiosk/language/${language}`, { method: "POST" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    location.replace("/kiosk/sessions");
  } catch {
    stage.lose();
  }
}

/** @param {string} key */
async function nameKey(key) {
  try {
    const answer = await (await fetch(`/kiosk/keys.json?key=${encodeURIComponent(key)}`)).json();
    const line = stage.screen.querySelector('[data-part="key"]');
    if (!line) return;
    line.textContent = answer.told;
    voice.say(answer.say);
  } catch {
    stage.lose();
  }
}

const steps = (/** @type {number} */ by) => (stepOnBoard(0, by) ?? step(by)) || tell(phrase(by < 0 ? "first" : "last"));

/** @returns {HTMLElement | null} */
const focused = () => /** @type {HTMLElement | null} */ (document.activeElement);

/** @type {Record<string, () => unknown>} */
const ACTIONS = {
  up: () => steps(-1),
  down: () => steps(1),
  left: () => stepOnBoard(-1, 0) ?? move(-1),
  right: () => stepOnBoard(1, 0) ?? move(1),
  select: () => (focused()?.matches("a, button") ? focused()?.click() : listen()),
  quieter: () => tell(phrase(loudness.louder(-1))),
  louder: () => tell(phrase(loudness.louder(1))),
  slower: () => tell(phrase(loudness.faster(-1))),
  faster: () => tell(phrase(loudness.faster(1))),
  pause: listen,
  home: () => stage.go("/kiosk/sessions"),
  help: () => stage.go(part(document, '[data-way="help"]').getAttribute("href") ?? ""),
  back: () => way("back")?.click(),
  none: () => tell(phrase("no_key")),
  misread: () => touching.misread(reading.sentence),
  type: () => change("type"),
  theme: () => change("theme"),
  furigana: () => change("furigana"),
  "page-back": () => turnPage(-1),
  "page-on": () => turnPage(1),
  finish: end,
  continue: () => {},
};

/** Silence for what the visitor does next; the minutes go on under what only changes their sound. */
function hush() {
  const listed = listing.running;
  listing.stop();
  voice.stop();
  return listed;
}

/** @param {string} name */
function act(name) {
  const listed = hush();
  if (["up", "down"].includes(name) && reading.playing) reading.pause();
  if (!(listed && name === "pause")) ACTIONS[name]?.();
}

const touching = new Touching({ stage, reading, tell, hush });
const idle = new Idle({
  idle: Number(dataset.idle),
  warning: Number(dataset.warning),
  dialog: part(document, "#idle"),
  present: () => document.documentElement.dataset.screen === "welcome" || reading.heard || voice.speaking,
  tell: (name) => tell(phrase(name)),
  end,
});

new Keys(JSON.parse(dataset.keys ?? "{}"), {
  act,
  name: nameKey,
  wake: () => {
    byKey = true;
    answering = false;
    const answered = idle.touched();
    if (answered) hush();
    /** @type {HTMLElement | null} */
    const welcome = stage.screen.querySelector("[data-wake]");
    if (welcome) follow(welcome);
    return answered || Boolean(welcome);
  },
});

document.addEventListener("pointerdown", () => {
  byKey = false;
  answering = idle.touched();
  if (answering) hush();
}, { capture: true });

document.addEventListener("click", (event) => {
  event.preventDefault();
  if (answering) return;
  const link = about(event, "a[href]");
  const button = about(event, "[data-action]");
  const { language } = about(event, "[data-language]")?.dataset ?? {};
  if (button?.getAttribute("aria-disabled") === "true") return;
  if (language) speak(language);
  else if (button?.dataset.action) act(button.dataset.action);
  else if (link) {
    hush();
    follow(link);
  } else touching.touched(about(event, ".sentence"));
});

/** A stroke of the finger turns a page, and behind the last one leads to the next turn. */
onStroke((by) => {
  if (answering || document.querySelector("dialog[open]")) return;
  hush();
  if (!turnPage(by)) move(by);
});

document.addEventListener("focusin", (event) => {
  const { dataset } = /** @type {HTMLElement} */ (event.target);
  if (byKey && dataset?.say && event.target !== stage.screen) voice.say(dataset.say);
});
document.addEventListener("kiosk-go", (event) => stage.go(event.detail));
document.addEventListener("kiosk-nowhere", () => tell(phrase("nowhere")));
document.addEventListener("kiosk-tell", (event) => tell(event.detail));

stage.addEventListener("arrived", (event) => {
  const { plays, quiet, first } = /** @type {CustomEvent} */ (event).detail;
  const { screen } = stage;
  touching.picking = false;
  reading.enter(screen);
  if (quiet) return;
  part(screen, "h1").focus({ preventScroll: true });
  if (plays && screen.dataset.reads) reading.play();
  else voice.say(first, screen.dataset.say);
});
stage.addEventListener("lost", () => reading.leave());
stage.addEventListener("sounding", () => {
  const sounding = reading.wanted || listing.running;
  const button = part(document, ".control--listen");
  const text = part(button, ".control__text");
  button.classList.toggle("is-playing", sounding);
  text.textContent = (sounding ? text.dataset.stop : text.dataset.listen) ?? "";
});

reading.enter(stage.screen);
if (dataset.staff) staffGesture(dataset.staff, (address) => stage.go(address));
pinPad((address, body) => stage.go(address, { body }));
new Watch(dataset.instance ?? "", { lost: () => stage.lost, busy: () => reading.playing || voice.speaking });
