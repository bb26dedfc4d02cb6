/** A reason why the platform cannot run here, worded for the person at the terminal. */
export class CannotStart extends Error {
  override readonly name: string = "CannotStart";
}

/** The synthesised templates hold something that this runtime does not run. */
export class UnsupportedTemplate extends CannotStart {
  override readonly name = "UnsupportedTemplate";
}

/** No `java` command was found, or it could not be run. */
export class JavaMissing extends CannotStart {
  override readonly name = "JavaMissing";
}

/** Another process listens on the port. */
export class PortTaken extends CannotStart {
  override readonly name = "PortTaken";
}

/** What any thrown value says. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The `name` of an error, for services that tell their errors apart by it. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "Error");
