// Dragging over the bars of the histogram chooses a time.
"use strict";

