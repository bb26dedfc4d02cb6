import { createServer } from "node:net";
import * as z from "zod";
import { PortTaken } from "../errors.ts";

const SystemError = z.looseObject({ code: z.string() });

/**
 * Makes sure that a port of the loopback interface can be had, before anything else is started.
 * @param port 0 for any free one
 * @throws PortTaken when someone listens there
 */
export function claimPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const { code } = SystemError.catch({ code: "" }).parse(error);
      reject(
        code === "EADDRINUSE"
          ? new PortTaken(
              `Port ${port} of 127.0.0.1 is taken by another program. End that program, or choose another ` +
                "port: npm start -- --port 4090",
            )
          : error,
      );
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const claimed = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(claimed));
    });
  });
}
