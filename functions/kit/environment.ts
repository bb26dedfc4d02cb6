import * as z from "zod";

/**
 * The environment of a function: the one schema for what infrastructure sets and what functions read.
 * Optional names are set only where the contract touches what they are for.
 */
export const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  REQUEST_MAC_KEY_ID: z.string().default(""),
  PERSONAL_KEY_ID: z.string().default(""),
  INDEX_MAC_KEY_ID: z.string().default(""),
  UPLOADS_BUCKET: z.string().default(""),
  BUS_NAME: z.string().default(""),
  /** Detail types that some rule matches, separated by commas; others stay in the journal. */
  PUBLISHED_EVENTS: z.string().default(""),
  /** The state machine of complaints. */
  COMPLAINT_WORKFLOW_ARN: z.string().default(""),
  REFUND_WORKFLOW_ARN: z.string().default(""),
  /** The queue that the function fills. */
  WORK_QUEUE_URL: z.string().default(""),
  /** The second queue, where it fills two. */
  SECOND_QUEUE_URL: z.string().default(""),
  DEAD_LETTER_QUEUE_URL: z.string().default(""),
  /** Banks and their base URLs, as JSON: `{"sandbox-bank":"http://…"}`. */
  BANK_URLS: z.string().default("{}"),
  /** The gateway for email and SMS. */
  GATEWAY_URL: z.string().default(""),
  /** Receivers on the machine itself, `host:port`, separated by commas; none outside of rehearsals. */
  WEBHOOK_TEST_HOSTS: z.string().default(""),
  /** The topic on which alerts are published for agencies. */
  ALERT_TOPIC_ARN: z.string().default(""),
  /** The KMS key with which requests to banks and the gateway are signed, and the name that banks know it by. */
  SIGNING_KEY_ID: z.string().default(""),
  SIGNING_KEY_NAME: z.string().default(""),
});
export type Environment = z.infer<typeof Environment>;
export type EnvironmentName = keyof Environment;

let parsed: Environment | undefined;

/** Parsed once a function instance. */
export const environment = (): Environment => (parsed ??= Environment.parse(process.env));
