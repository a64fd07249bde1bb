/* Answers while there is no network, from what the reader asked this device to keep (offline/store.js).

   The network is asked first, always; what is held is given only where nothing answers. What the library has no more (410, or a
   session's page that is not found) goes from the device at once; what has changed is fetched again when the network is there. */

import { heldAnywhere, keptSessions, letGo, renew, sessionOf } from "./store.js";

const KEPT = "/kept";
const CHECK_AGAIN = 60_000;
let checked = 0;

/** @param {Request} request */
async function answer(request) {
  const { pathname } = new URL(request.url);
  const session = sessionOf(pathname);
  try {
    const response = await fetch(request);
    const isPage = pathname === `/minutes/${session}`;
    if (session && (response.status === 410 || (response.status === 404 && isPage))) await letGo(session);
    return response;
  } catch (error) {
    const held = await heldAnywhere(request.url);
    if (held) return part(held, request.headers.get("range"));
    const list = request.mode === "navigate" ? await heldAnywhere(new URL(KEPT, request.url).href) : null;
    if (list) return list;
    throw error;
  }
}

/**
 * The bytes that a player asks for, out of a whole sound.
 * @param {Response} response
 * @param {string | null} range
 */
async function part(response, range) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  if (!asked) return response;
  const body = await response.blob();
  const start = Number(asked[1]);
  const end = Math.min(body.size - 1, asked[2] ? Number(asked[2]) : body.size - 1);
  if (start > end) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${body.size}` } });
  return new Response(body.slice(start, end + 1), {
    status: 206,
    headers: {
      "Content-Type": response.headers.get("content-type") ?? "audio/mpeg",
      "Content-Range": `bytes ${start}-${end}/${body.size}`,
      "Content-Length": String(end - start + 1),
      "Accept-Ranges": "bytes",
    },
  });
}

/** Asks for each session that is held whether it is still so. */
async function check() {
  if (Date.now() - checked < CHECK_AGAIN) return;
  checked = Date.now();
  for (const session of await keptSessions()) await renew(session).catch(() => {});
}

const worker = /** @type {any} */ (self);
worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const ours = request.mode === "navigate" || /^\/(minutes|static)\//.test(pathname);
  if (!ours || pathname.endsWith("/offline.json")) return;
  event.respondWith(answer(request));
  if (request.mode === "navigate") event.waitUntil(check());
});
