/* Passkeys: the device's own finger, face or number instead of a password. The form is sent as any other, with the device's answer in it. */

export function offerPasskeys() {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON || !navigator.credentials) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }
  for (const note of document.querySelectorAll("[data-no-passkey]")) note.remove();
}

/** @param {HTMLFormElement} form */
async function answer(form) {
  const problem = /** @type {HTMLElement} */ (form.querySelector("[data-passkey-problem]"));
  problem.hidden = true;
  try {
    const response = await fetch(form.dataset.passkey ?? "", { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`${response.status}`);
    const made = /** @type {PublicKeyCredential | null} */ (await asked(await response.json()));
    /** @type {HTMLInputElement} */ (form.elements.namedItem("passkey")).value = JSON.stringify(made);
    form.submit();
  } catch {
    /* Nobody's finger, no device, too late, or no network: the person is told what else there is. */
    problem.textContent = form.dataset.failed ?? "";
    problem.hidden = false;
  }
}

/** @param {any} options what the site asks the device for: to make a passkey where it names a user, to answer with one otherwise */
function asked(options) {
  if (options.user) {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
