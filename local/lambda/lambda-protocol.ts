/** What the main thread and the worker of a function say to each other. */

/** How a Lambda function's failure looks to its caller. */
export interface ErrorEnvelope {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What a worker knows from its start. */
export interface WorkerSettings {
  readonly file: string;
  readonly exported: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  /** One Float64: milliseconds to add to wall time. */
  readonly clockOffset: SharedArrayBuffer;
}

export interface ToWorker {
  readonly requestId: string;
  readonly eventJson: string;
  /** When the function is killed, in wall time. */
  readonly deadlineWallMs: number;
}

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "unloadable"; readonly error: ErrorEnvelope }
  | { readonly kind: "answer"; readonly json: string }
  | { readonly kind: "failure"; readonly error: ErrorEnvelope };

/** A function failed: its own error, or it was ended by its limits. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
  readonly functionName: string;
  readonly envelope: ErrorEnvelope;
  constructor(functionName: string, envelope: ErrorEnvelope) {
    super(`${functionName} failed: ${envelope.errorType}: ${envelope.errorMessage}`);
    this.functionName = functionName;
    this.envelope = envelope;
  }
}
