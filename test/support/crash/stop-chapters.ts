import { DAY_MS } from "../../../domain/shared/time.ts";
import { AUTHOR } from "../simulator/world/collapse.ts";
import { operations } from "../simulator/world/operations.ts";
import type { Chapter } from "./chapter.ts";
import { asked, UNDO_MS } from "./givens.ts";
import { approve } from "./refund-scene.ts";
import { elder, type Scene } from "./scene.ts";

/** One officer stops something at once. */
async function order(scene: Scene, operation: "stopRelease" | "stopSale") {
  const { institutionId } = scene.class;
  const { measureId, proposalId } = await scene.city.call(operations[operation], {
    principal: AUTHOR,
    path: { institutionId },
    body: { basis: "prepaid-fees-2021-2", reason: "负责人失联" },
  });
  await scene.city.arrive();
  return { measureId: String(measureId), proposalId: String(proposalId) };
}

/** Two officers stop it, and lift that again. */
async function stopAndLift(scene: Scene, operation: "stopRelease" | "stopSale"): Promise<void> {
  const { measureId, proposalId } = await order(scene, operation);
  await approve(scene, proposalId);
  const lifting = await scene.city.call(operations.liftMeasure, {
    principal: AUTHOR,
    path: { measureId },
    body: { outcome: "withdrawn", reason: "已核实" },
  });
  await approve(scene, String(lifting["proposalId"]));
}

/** The ways of money when releases or sales alone are stopped. */
export const stopChapters: readonly Chapter[] = [
  {
    name: "releases are stopped by one officer and held, until it ends by itself",
    given: asked,
    play: async (scene) => {
      await order(scene, "stopRelease");
      await scene.family("confirmLesson", elder, 1);
      await scene.later(UNDO_MS);
      await scene.later(2 * DAY_MS);
    },
  },
  {
    name: "a stop of releases is lifted by two officers",
    given: asked,
    play: async (scene) => {
      await scene.family("confirmLesson", elder, 1);
      await stopAndLift(scene, "stopRelease");
      await scene.later(UNDO_MS);
    },
  },
  {
    name: "a stop of sales is lifted by two officers",
    play: (scene) => stopAndLift(scene, "stopSale"),
  },
];
