"""Modules as one file: in the order of their needs, each with names of its own, and nothing left of import and export."""

import pytest

from reader.assets import asset_folder
from reader.web.http.scripts import bundle
from reader.web.http.static_files import ENTRIES, WORKER

SOURCES = {
    "main.js": '/* Starts. */\n\nimport { tell as say } from "./told/status.js";\nimport {\n  one,\n  Two,\n} from "./parts.js";\n\nsay(one(), Two);\n',
    "parts.js": 'import { tell } from "./told/status.js";\n\nconst KEPT = 1;\n\nexport function one() {\n  return tell(KEPT);\n}\n\nexport class Two {}\n',
    "told/status.js": "const KEPT = 2;\n\nexport async function tell(text) {\n  return [KEPT, text];\n}\n",
    "unused.js": "never();\n",
}


def test_what_is_needed_comes_first_and_once() -> None:
    written = bundle(SOURCES, "main.js")
    places = [written.index(f'given["{name}"]=(') for name in ("told/status.js", "parts.js", "main.js")]
    assert places == sorted(places)
    assert written.count('given["told/status.js"]=(') == 1
    assert 'const{tell:say}=given["told/status.js"];' in written
    assert 'const{one,Two}=given["parts.js"];' in written
    assert "return{one,Two};" in written and "return{tell};" in written
    assert "never" not in written and "Starts" not in written and "export" not in written


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("export const A = 1;\n", "export const A"),
        ("export default 1;\n", "export default"),
        ('import status from "./parts.js";\n', "import status"),
        ('import * as all from "./parts.js";\n', "import \\*"),
        ('import { a } from "./nowhere.js";\n', "there is no module nowhere.js"),
        ('import { a } from "./main.js";\n', "circle"),
        ("export { one };\n", "export \\{ one"),
        ('const late = import("./parts.js");\n', "import\\("),
        ("function (\n", "no JavaScript"),
    ],
)
def test_forms_that_are_not_known_are_refused(form: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        bundle({**SOURCES, "main.js": form}, "main.js")


def test_what_looks_like_a_comment_or_an_import_in_a_text_stays() -> None:
    script = (
        'const text = `\n/* kept */\nimport { a } from "./nowhere.js";\n// kept too\n`;\n'
        'const pattern = /\\/\\*/; const address = "http://a/*";\n'
        "/* gone */\n\n  // gone\nfunction tell(/** @type {Event} */ event) {\n  return/* gone */text;\n}\n"
    )
    written = bundle({"main.js": script}, "main.js")
    assert '`\n/* kept */\nimport { a } from "./nowhere.js";\n// kept too\n`' in written
    assert 'const pattern=/\\/\\*/;const address="http://a/*";' in written
    assert "gone" not in written and "Event" not in written
    assert "return text;" in written


def test_space_goes_where_it_parts_nothing_and_no_statement_grows_into_the_next() -> None:
    script = (
        "let a = 1\nlet b = a\n;[a, b] = [b, a]\nb = a\n++b\nconst c = a - -b + +a / 2\n"
        'const text = `a  = ${ [a, b].map( (one) => one + 1 ) }  ; `, other = "{ a }  , b", pattern = /[{]  = /;\n'
        "while (c-- > 0) { if (a in [b]) break }\nfunction two() {\n  return (\n    a\n  )\n}\n"
    )
    written = bundle({"main.js": script}, "main.js")
    assert "let a=1\nlet b=a\n;[a,b]=[b,a]\nb=a\n++b\nconst c=a - -b + +a / 2\n" in written
    assert (
        'const text=`a  = ${ [a, b].map( (one) => one + 1 ) }  ; `,other="{ a }  , b",pattern=/[{]  = /;'
        in written
    )
    assert "while(c-- > 0){if(a in[b])break}\nfunction two(){return(a)}" in written


def test_what_comes_later_holds_only_what_is_not_there_yet() -> None:
    later = 'import { tell } from "../told/status.js";\nimport { own } from "./own.js";\n\ntell(own);\n'
    sources = {**SOURCES, "later/main.js": later, "later/own.js": "export function own() {}\n"}
    lent, written = bundle(sources, "main.js", lends=True), bundle(sources, "later/main.js", "main.js")
    assert lent.endswith("export{given};") and "const given={}" in lent
    assert 'import{given}from "../main.js";' in written and "const given={}" not in written
    assert 'const{tell}=given["told/status.js"];' in written and 'given["told/status.js"]=(' not in written
    assert 'given["later/own.js"]=(' in written and "export" not in written


@pytest.mark.parametrize(("entry", "beside"), ENTRIES.items())
def test_no_module_of_ours_is_forgotten(entry: str, beside: str) -> None:
    folder = asset_folder("static") / "js"
    sources = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.js")}
    written = bundle(sources, entry, beside)
    alone = {WORKER: {WORKER, "offline/store.js"}}
    room, _, _ = entry.rpartition("/")
    pages = {name for name in sources if "/" not in name or name.startswith(f"{room}/")} - {WORKER}
    if not room:
        pages.remove("own-font.js")  # few need it: it comes with what is seldom wanted
    own = alone.get(entry, {name for name in pages if not room or name.startswith(f"{room}/")})
    assert own and [name for name in own if f'given["{name}"]=(' not in written] == []
    assert not beside or 'given["parts.js"]=(' not in written
