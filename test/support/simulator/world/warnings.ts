import type { CloudEvent } from "../../../../events/define.ts";
import { FactsChanged } from "../../../../events/risk.ts";
import { indicatorLambda } from "../../../../functions/kit/indicator-event.ts";
import * as risk from "../../../../functions/risk/contracts.ts";
import { evaluateIndicator } from "../../../../functions/risk/evaluate-indicator.ts";
import type { IndicatorId } from "../../../../domain/shared/risk-codes.ts";
import { busEventFrom } from "../../events.ts";
import { traceOf } from "../engine/call.ts";
import { DIED } from "../engine/process.ts";
import type { Story } from "../engine/story.ts";
import { warm } from "../engine/warm.ts";
import { ATTEMPTS, isPassing } from "./consumers.ts";
import type { Post } from "./post.ts";

/** An event of changed facts, as the rule of one indicator hands it on. */
export interface WarningLetter {
  readonly indicatorId: IndicatorId;
  readonly event: CloudEvent;
}

const { indicators } = risk.evaluateIndicator.trigger;

/** The indicators whose rules match an event: those that read one of the facts it names. */
export function indicatorsToldBy(event: CloudEvent): readonly IndicatorId[] {
  if (event.type !== FactsChanged.detailType) return [];
  const { facts } = FactsChanged.schema.parse(event.data);
  return indicators
    .filter(({ facts: read }) => read.some((fact) => facts.includes(fact)))
    .map(({ id }) => id);
}

/** The bus gives an event to the rule of each of its indicators. */
export function judgeBy(post: Post, event: CloudEvent): void {
  for (const indicatorId of indicatorsToldBy(event)) post.warnings.post({ indicatorId, event });
}

const judgeIn = warm((story) =>
  indicatorLambda(
    risk.evaluateIndicator,
    FactsChanged,
    (kit) => evaluateIndicator({ ...kit, now: story.cacheNow }),
    story.warmKit(),
  ),
);

/** An institution is judged anew by one indicator; a failure comes again. */
export async function judgeOne(story: Story, post: Post): Promise<void> {
  const [letter] = post.warnings.take();
  if (letter === undefined) return;
  const { indicatorId, event } = letter.message;
  const { process, kit } = story.newHelper(risk.evaluateIndicator.id);
  const judge = judgeIn(story);
  const outcome = await story
    .within(kit, () =>
      process.run(async () => {
        await judge({ indicatorId, ...busEventFrom(event) });
        return "done";
      }),
    )
    .catch((error: unknown) => {
      if (!isPassing(error)) story.watch.break(`evaluateIndicator ${event.id}: ${traceOf(error)}`);
      return "failed";
    });
  story.trace.add(`${indicatorId} ${event.id} ${outcome === DIED ? "died" : outcome}`);
  if (outcome === "done") return;
  if (letter.attempts < ATTEMPTS) post.warnings.again(letter);
  else story.deadLetters.push({ isPoison: false, what: `evaluateIndicator ${event.id}` });
}
