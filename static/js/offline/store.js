/* What this device holds of sessions: one cache a session, with its list in it. Page and worker use the same. */

const PREFIX = "session:";
const LIST = "offline.json";

/** @typedef {{ state: string, meeting: string, bytes: number, ready: boolean, addresses: string[], keptAt?: string }} Listed */

/**
 * The id of the session that a path is about, or "".
 * @param {string} path
 */
export function sessionOf(path) {
  return /^\/minutes\/([^/.]+)/.exec(path)?.[1] ?? "";
}

export async function keptSessions() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

const listAddress = (/** @type {string} */ session) => `/minutes/${session}/${LIST}`;

/**
 * What is held of a session: the list it was kept by; null if nothing, or not yet all of it.
 * @param {string} session
 */
export async function heldList(session) {
  if (!(await caches.has(PREFIX + session))) return null;
  const response = await (await caches.open(PREFIX + session)).match(listAddress(session));
  return response ? /** @type {Promise<Listed>} */ (response.json()) : null;
}

/**
 * What the library says is to be kept; null if it has the session no more.
 * @param {string} session
 */
export async function wantedList(session) {
  const response = await fetch(listAddress(session), { cache: "no-store" });
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new Error(`${response.status}`);
  return /** @type {Promise<Listed>} */ (response.json());
}

/**
 * Keeps what the list names, and nothing else; the list comes last, so that half is never taken for all. Sound that is still to be
 * made is not asked for: nobody waits to hear it.
 * @param {string} session
 * @param {Listed} list
 * @param {(part: number) => void} [told] is given how much of it is there, from 0 to 1
 */
export async function keep(session, list, told) {
  const cache = await caches.open(PREFIX + session);
  await cache.delete(listAddress(session));
  const wanted = new Set(list.addresses.map((address) => new URL(address, location.origin).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  let done = 0;
  for (const address of wanted) {
    const lasts = new URL(address).searchParams.has("v");
    if (!lasts || (list.ready && !(await cache.match(address)))) {
      const response = await fetch(address, { cache: lasts ? "default" : "no-cache" });
      if (response.status !== 200) throw new Error(`${address}: ${response.status}`);
      await cache.put(address, response);
    }
    done += 1;
    told?.(done / wanted.size);
  }
  const listed = JSON.stringify({ ...list, keptAt: new Date().toISOString() });
  await cache.put(listAddress(session), new Response(listed, { headers: { "Content-Type": "application/json" } }));
}

/**
 * Lets go of a session.
 * @param {string} session
 */
export async function letGo(session) {
  await caches.delete(PREFIX + session);
}

/**
 * Takes what has changed, and what was not made yet: of words that were put right or withdrawn neither text nor sound stays here until
 * others are spoken. Lets go of what the library has no more. True if the session is still held.
 * @param {string} session
 */
export async function renew(session) {
  const [held, wanted] = [await heldList(session), await wantedList(session)];
  if (!wanted) {
    await letGo(session);
    return false;
  }
  const same = held && held.state === wanted.state && held.addresses.join() === wanted.addresses.join();
  if (!same || (wanted.ready && !held.ready)) await keep(session, wanted);
  return true;
}

/**
 * What is held under an address, by whichever session.
 * @param {string} address
 */
export async function heldAnywhere(address) {
  for (const session of await keptSessions()) {
    const found = await (await caches.open(PREFIX + session)).match(address, { ignoreVary: true }); // htmx asks otherwise than it was kept
    if (found) return found;
  }
  return null;
}
