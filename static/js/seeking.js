/* Going to a time of the passage that is heard. */

/**
 * Seeks if the sound reaches there; a sound that was still being made is fetched anew once it is whole.
 * @param {import("./player.js").ReaderPlayer} player
 * @param {number} time seconds into the passage
 * @returns {boolean} false where it does not reach there yet
 */
export function seek(player, time) {
  const { audio, timing } = player;
  const { seekable } = audio;
  if (seekable.length && seekable.end(seekable.length - 1) >= time) {
    audio.currentTime = time;
    return true;
  }
  const whole = timing?.ready && new URL(timing.url, location.href).href;
  if (!whole) return false;
  if (audio.currentSrc !== whole || audio.readyState === HTMLMediaElement.HAVE_NOTHING) {
    audio.addEventListener("loadedmetadata", () => (audio.currentTime = time), { once: true });
  }
  if (audio.currentSrc !== whole) audio.src = whole;
  if (player.wanted) player.start();
  else audio.preload = "metadata";
  return true;
}
