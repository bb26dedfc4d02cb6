/** What the local issuer calls itself, whatever the port: as the templates' authorizers have it. */
export const LOCAL_ISSUER = "http://127.0.0.1:4080/_issuer";
