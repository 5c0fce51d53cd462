const CHANNEL = "gatepost";

/** The other tabs of this page in the same browser, which are told when somebody signs out. */
export class Tabs {
  #channel = new BroadcastChannel(CHANNEL);

  /** @param {(subject: string) => void} onSignedOut called when somebody did so in another tab */
  constructor(onSignedOut) {
    this.#channel.addEventListener("message", ({ data }) => {
      if (typeof data?.signedOut === "string") {
        onSignedOut(data.signedOut);
      }
    });
  }

  /** @param {string} subject who signed out here */
  tellSignedOut(subject) {
    this.#channel.postMessage({ signedOut: subject });
  }
}
