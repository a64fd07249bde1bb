/* The script of what a device keeps; it comes when the reader comes near (late.js). */

import { offerToKeep } from "./offering.js";

offerToKeep();
