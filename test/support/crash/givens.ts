import { families, type Scene } from "./scene.ts";

/** Longer than a family may take its confirmation back; then its word stands, and the bank is instructed. */
export const UNDO_MS = 2 * 3_600_000;

/** Both children of a family have a place, and it is paid for. */
export const bothPaid = async (scene: Scene): Promise<void> => {
  for (const family of families) {
    await scene.order(family);
    await scene.sign(family);
    await scene.pay(family);
  }
};

/** The same, and the first lesson is held and awaits the family's word. */
export const asked = async (scene: Scene): Promise<void> => {
  await bothPaid(scene);
  await scene.teach(1);
};
