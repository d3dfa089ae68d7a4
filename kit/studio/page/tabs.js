// One tab at a time works on a region. Another may ask for it: the first stores what it has, and lets go.

const PATIENCE = 10_000; // milliseconds after which a tab that does not answer is passed over

export class Turn {
  constructor(name, { leaving }) {
    this.name = `peerkit-studio ${name}`;
    this.leaving = leaving; // stores what there is; called before, or as, another tab takes over
    this.mine = false;
    this.channel = new BroadcastChannel(this.name);
    this.channel.addEventListener("message", ({ data }) => data === "please" && this.give());
  }

  // Whether this tab may work now.
  take() {
    return this.request({ ifAvailable: true });
  }

  // Takes over from another tab, which is given time to store what it has.
  async takeOver() {
    const waiting = new AbortController();
    const asking = this.request({ signal: waiting.signal });
    this.channel.postMessage("please");
    const timer = setTimeout(() => waiting.abort(), PATIENCE);
    const got = await asking;
    clearTimeout(timer);
    return got || this.request({ steal: true });
  }

  request(options) {
    return new Promise((resolve) => {
      navigator.locks
        .request(this.name, options, (lock) => {
          this.mine = lock !== null;
          resolve(this.mine);
          return lock && new Promise((release) => (this.release = release));
        })
        .catch(() => {
          resolve(false);
          this.lost(); // somebody took it without asking, because this tab did not answer
        });
    });
  }

  async give() {
    if (!this.mine) return;
    await this.leaving();
    this.mine = false;
    this.release();
  }

  lost() {
    if (!this.mine) return;
    this.mine = false;
    this.leaving();
  }
}
