/* The page on paper, by a button. */

export function printOnPress() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });
}
