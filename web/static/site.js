// What makes pages better where scripts run; every page works without.
"use strict";
document.documentElement.classList.add("js");
