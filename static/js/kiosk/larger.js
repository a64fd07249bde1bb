/* Letters grow until they fill what they stand in. */

const STEP = 4;

/**
 * Type sizes in px that are larger than the visitor's own, the largest first.
 * @param {number} own
 * @param {number} largest
 */
export function larger(own, largest) {
  const all = [];
  for (let size = largest; size > own; size -= STEP) all.push(size);
  return all;
}
