import { render } from "preact";
import { App } from "./view/app";

const page = document.getElementById("page");
if (page === null) throw new Error("dashboard.html has no #page");
render(<App />, page);
