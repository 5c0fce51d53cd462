import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/**
 * An OpenID provider on the loopback for the tests: it lets everybody in as `person` at once, and
 * insists on what a careful provider insists on. Tests change its fields to make it misbehave.
 */
export class TestIssuer {
  person = { sub: "ada", name: "Ada Lovelace" };
  lifetime = 300;
  authorizationError;
  discovery = {};
  idTokenClaims = {};
  status = 200;
  tokenResponse = {};
  tokenRequests = [];
  discoveries = 0;

  #server = createServer((request, response) => this.#serve(request, response));
  #codes = new Map();
  #refreshTokens = new Map();

  static async start() {
    const issuer = new TestIssuer();
    await new Promise((listening) => issuer.#server.listen(0, "127.0.0.1", listening));
    issuer.url = `http://127.0.0.1:${issuer.#server.address().port}`;
    return issuer;
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(closed));
  }

  /** Visits the authorization address as a browser would. @returns {Promise<URLSearchParams>} */
  async visit(url) {
    const answer = await fetch(url, { redirect: "manual" });
    return new URL(answer.headers.get("Location")).searchParams;
  }

  /** What Okta's widget would bring back for a request. @returns {string} */
  interactionCode(query) {
    const code = randomUUID();
    const grant = new URLSearchParams({
      ...Object.fromEntries(query),
      client_id: "web",
      scope: "openid profile",
    });
    this.#codes.set(code, { query: grant, person: this.person });
    return code;
  }

  forgetRefreshTokens() {
    this.#refreshTokens.clear();
  }

  async #serve(request, response) {
    const url = new URL(request.url, this.url);
    const routes = {
      "/.well-known/openid-configuration": () => this.#metadata(),
      "/authorize": () => this.#authorize(url.searchParams),
      "/token": async () => this.#token(new URLSearchParams(await bodyOf(request))),
    };
    const answer = this.status === 200 ? await routes[url.pathname]?.() : { status: this.status };
    response.writeHead(answer?.status ?? 404, {
      "Content-Type": "application/json",
      "Access-Control-Allow-Origin": "*",
      ...answer?.headers,
    });
    response.end(JSON.stringify(answer?.body));
  }

  #metadata() {
    this.discoveries++;
    const body = {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      end_session_endpoint: `${this.url}/end-session`,
      authorization_response_iss_parameter_supported: true,
      ...this.discovery,
    };
    return { status: 200, body };
  }

  #authorize(query) {
    const back = new URL(query.get("redirect_uri"));
    back.searchParams.set("state", query.get("state"));
    back.searchParams.set("iss", this.url);
    if (this.authorizationError !== undefined) {
      back.searchParams.set("error", this.authorizationError);
    } else {
      const code = randomUUID();
      this.#codes.set(code, { query, person: this.person });
      back.searchParams.set("code", code);
    }
    return { status: 303, headers: { Location: back.href } };
  }

  #token(form) {
    this.tokenRequests.push(form);
    return form.get("grant_type") === "refresh_token" ? this.#refresh(form) : this.#exchange(form);
  }

  #exchange(form) {
    const code = form.get("code") ?? form.get("interaction_code");
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash("sha256").update(form.get("code_verifier")).digest("base64url");
    const proven =
      challenge === grant?.query.get("code_challenge") &&
      form.get("redirect_uri") === grant.query.get("redirect_uri");
    return proven ? this.#tokens(grant) : { status: 400, body: { error: "invalid_grant" } };
  }

  #refresh(form) {
    const grant = this.#refreshTokens.get(form.get("refresh_token"));
    this.#refreshTokens.delete(form.get("refresh_token"));
    return grant ? this.#tokens(grant) : { status: 400, body: { error: "invalid_grant" } };
  }

  #tokens(grant) {
    const now = Math.floor(Date.now() / 1000);
    const refreshToken = randomUUID();
    this.#refreshTokens.set(refreshToken, grant);
    const claims = {
      iss: this.url,
      aud: grant.query.get("client_id"),
      nonce: grant.query.get("nonce"),
      iat: now,
      exp: now + this.lifetime,
      ...grant.person,
      ...this.idTokenClaims,
    };
    const openid = grant.query.get("scope").split(" ").includes("openid");
    const body = {
      access_token: `${grant.person.sub}.${randomUUID()}`,
      token_type: "Bearer",
      expires_in: this.lifetime,
      refresh_token: refreshToken,
      ...(openid && { id_token: signed(claims) }),
      ...this.tokenResponse,
    };
    return { status: 200, body };
  }
}

function signed(claims) {
  const content = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${content}.${sign("sha256", Buffer.from(content), KEY).toString("base64url")}`;
}

async function bodyOf(request) {
  let body = "";
  for await (const part of request) {
    body += part;
  }
  return body;
}
