/* What the lock screen, the headset and the keyboard's media keys show and do. */

const STEP = 10;

export class SessionKeys {
  /** @param {import("./player.js").ReaderPlayer} player */
  constructor(player) {
    this.session = navigator.mediaSession;
    if (!this.session) return;
    /** @type {Partial<Record<MediaSessionAction, MediaSessionActionHandler>>} */
    const actions = {
      play: () => player.goOn(),
      pause: () => player.pause(),
      stop: () => player.pause(),
      previoustrack: () => player.stepTurn(-1),
      nexttrack: () => player.stepTurn(1),
      seekto: (detail) => player.seekTo(detail.seekTime ?? 0),
      seekbackward: (detail) => player.seekBy(-(detail.seekOffset ?? STEP)),
      seekforward: (detail) => player.seekBy(detail.seekOffset ?? STEP),
    };
    for (const [action, handler] of Object.entries(actions)) {
      try {
        this.session.setActionHandler(/** @type {MediaSessionAction} */ (action), handler);
      } catch {
        /* a browser need not know every action */
      }
    }
    for (const name of ["play", "seeked", "ratechange"]) player.audio.addEventListener(name, () => this.place(player));
  }

  /**
   * How far it is, once it is known how long the passage is.
   * @param {import("./player.js").ReaderPlayer} player
   */
  place({ audio, timing }) {
    if (!this.session || !timing?.ready || audio.currentTime > timing.duration) return;
    this.session.setPositionState({ duration: timing.duration, position: audio.currentTime, playbackRate: audio.playbackRate });
  }

  /**
   * @param {string} title
   * @param {string} artist
   */
  tell(title, artist) {
    if (this.session) this.session.metadata = new MediaMetadata({ title, artist });
  }

  /** @param {boolean} playing */
  state(playing) {
    if (this.session) this.session.playbackState = playing ? "playing" : "paused";
  }
}
