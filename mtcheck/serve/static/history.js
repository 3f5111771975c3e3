/* What can be undone: states of the text and of what was rejected. Typing in one go is one step. */
class Past {
  static MOST = 300;
  static PAUSE = 700; // milliseconds without a key that end a step

  constructor(told, state) {
    this.told = told;
    this.restart(state);
  }

  restart(state) {
    this.states = [state];
    this.at = 0;
    this.last = 0;
    this.told(this);
  }

  get undoable() { return this.at > 0; }

  get redoable() { return this.at < this.states.length - 1; }

  add(state, typing) {
    const now = Date.now();
    const joined = typing && this.at > 0 && this.at === this.states.length - 1 && now - this.last < Past.PAUSE;
    this.last = typing ? now : 0;
    this.states.length = this.at + 1;
    if (joined) this.states[this.at] = state;
    else this.states.push(state);
    if (this.states.length > Past.MOST) this.states.shift();
    this.at = this.states.length - 1;
    this.told(this);
  }

  move(by) {
    const to = this.at + by;
    if (to < 0 || to >= this.states.length) return null;
    this.at = to;
    this.last = 0;
    this.told(this);
    return this.states[to];
  }
}
