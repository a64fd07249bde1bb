/* What few readers of a page ever need, and what the start page begins with: seldom.js. */

import { takeOwnFontForGood, tryFont } from "../own-font.js";
import { arrive } from "../seldom.js";
import { keepBookmark } from "./bookmarks.js";
import { offerToGoOn } from "./home.js";
import { Look } from "./look.js";

arrive({ Look, keepBookmark, takeOwnFontForGood, tryFont });
offerToGoOn();
