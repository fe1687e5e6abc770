import { options, render } from "preact";
import { App } from "./view/app";

// A task of its own: reading a large feed and drawing it together would hold up the page too long.
options.debounceRendering = (draw) => {
  setTimeout(draw);
};

const page = document.getElementById("page");
if (page === null) throw new Error("dashboard.html has no #page");
render(<App />, page);
