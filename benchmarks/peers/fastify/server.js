// The API on Fastify with fast-jwt. FAST_JWT_CACHE: how many verified tokens it remembers, none if not set.
import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import Fastify from "fastify";
import { createVerifier } from "fast-jwt";

const CAPACITY = 10_000;
const PAGE = 50;

const string = { type: "string" };
const message = {
  type: "object",
  properties: { id: string, author: string, text: string, postedAt: string },
};
const page = {
  type: "object",
  properties: { messages: { type: "array", items: message }, next: { type: ["string", "null"] } },
};
const newMessage = { type: "object", required: ["text"], properties: { text: string } };

// The set has one key, given as such: looking it up for each token would make verifying asynchronous.
const [key] = JSON.parse(readFileSync(process.env.JWKS_FILE, "utf8")).keys;
const verify = createVerifier({
  key: createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" }),
  algorithms: ["RS256"],
  allowedIss: process.env.ISSUER,
  allowedAud: process.env.AUDIENCE,
  requiredClaims: ["exp"],
  cache: Number(process.env.FAST_JWT_CACHE) || false,
});

// The newest messages, in a ring.
const messages = new Array(CAPACITY);
let count = 0;

function post(author, text) {
  const id = String(1e15 + count);
  const posted = { id, author, text, postedAt: new Date().toISOString() };
  messages[count++ % CAPACITY] = posted;
  return posted;
}

function newest() {
  const found = [];
  for (let i = count - 1; i >= Math.max(0, count - PAGE); i--) {
    found.push(messages[i % CAPACITY]);
  }
  return { messages: found, next: count > PAGE ? found[PAGE - 1].id : null };
}

const app = Fastify();
app.decorateRequest("token", null);
app.addHook("onRequest", (request, reply, done) => {
  const authorization = request.headers.authorization ?? "";
  try {
    request.token = verify(authorization.replace(/^Bearer /, ""));
    done();
  } catch {
    reply.code(401).header("www-authenticate", "Bearer").send();
  }
});
app.post(
  "/api/messages",
  { schema: { body: newMessage, response: { 201: message } } },
  (request, reply) => {
    const posted = post(request.token.sub, request.body.text);
    reply.code(201).header("location", `/api/messages/${posted.id}`).send(posted);
  },
);
app.get("/api/messages", { schema: { response: { 200: page } } }, (request, reply) => {
  reply.send(newest());
});
await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
