import type { MeasureId } from "../shared/ids.ts";
import type { StopKind } from "../shared/measure-codes.ts";
import type { EpochMs } from "../shared/time.ts";
import type { InstitutionState } from "./institution.ts";

/**
 * What the authority keeps an institution from: a freeze stops sales and releases, a stop one of them. Whoever
 * sells, pays or releases asks here.
 */
type Held = Pick<InstitutionState, "freeze" | "stops">;

/** Whether the authority has frozen it; provisional or confirmed, it holds alike. */
export const isFrozen = ({ freeze }: Pick<Held, "freeze">): boolean => freeze !== undefined;

/** Why nothing is paid out of custody to an institution. */
export type ReleaseHold =
  | { readonly kind: "freeze"; readonly since: EpochMs }
  | { readonly kind: "stop"; readonly measureId: MeasureId };

/** Nothing: its releases go their way. Where several hold them, the first to be named is the freeze. */
export function releaseHoldOf({ freeze, stops }: Held): ReleaseHold | undefined {
  if (freeze !== undefined) return { kind: "freeze", since: freeze.since };
  if (stops?.release !== undefined) return { kind: "stop", measureId: stops.release };
  return undefined;
}

/** Whether its sales alone are stopped. */
export const isSaleStopped = ({ stops }: Pick<Held, "stops">): boolean => stops?.sale !== undefined;

/** The institution with a stop in force, or without it. */
export const withStop = (
  institution: InstitutionState,
  stop: StopKind,
  measureId: MeasureId,
): InstitutionState => ({
  ...institution,
  stops: { ...institution.stops, [stop]: measureId },
});

export function withoutStop(institution: InstitutionState, stop: StopKind): InstitutionState {
  const { stops, ...rest } = institution;
  const { [stop]: _ended, ...others } = stops ?? {};
  return Object.keys(others).length === 0 ? rest : { ...rest, stops: others };
}
