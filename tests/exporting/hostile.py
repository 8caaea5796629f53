"""Texts from every class of attack, for every place that a text may land in."""

BY_CLASS = {
    "script closers": [
        "</script><script>alert(1)</script>", "</ScRiPt\n><sCrIpT/x>alert(1)//",
        "</style><style>*{display:none}</style>", "</title></head><body onload=alert(1)>",
    ],
    "event handlers": [
        "<img src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>", "<a onclick=alert(1)>x</a>",  # noqa: E501
    ],
    "attribute breakers": [
        '" onmouseover="alert(1)" x="', "' onfocus='alert(1)' autofocus='", "` onload=`alert(1)",
        '"><b>', "'/><b>",
    ],
    "CSS breakers": [
        "expression(alert(1)); background: url(//x)", "}*{color:red", "red;}</style><b>",
        "/* */ @import '//x';",
    ],
    "SVG": [
        "<svg onload=alert(1)><animate onbegin=alert(1)>", "]]></desc><desc>",
        "</text></svg><foreignObject><iframe src=javascript:alert(1)>",
        "<use href='data:image/svg+xml,x'/>", "<math><mi//xlink:href='data:x,<script>'>",
    ],
    "URL schemes": [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>",
        "vbscript:x", "file:///etc/passwd", "https://evil.example/?q=1", "www.evil.example",
        "mailto:a@evil.example", "a@evil.example", "\\\\evil.example\\share", "internal:Sheet2!A1",
        "external:c:\\x.xlsx", "[x](javascript:alert(1))", "![x](//evil.example/a.png)",
        "<https://evil.example>", "[x]: https://evil.example",
    ],
    "template syntax": [
        "{{ 7 * 7 }}{% raw %}{{ config }}", "{# hidden #}{%- include '/etc/passwd' -%}",
        "{0} {week} {__class__.__mro__} %s %(x)s ${7*7}", "{{< include >}} #{7*7} <%= 7*7 %>",
    ],
    "markup": [
        "# heading", "- item", "+ item", "1. item", "1) item", "> quote", "---", "===", "***",
        "```code", "~~~", "    indented", "\tindented", "*a* _b_ `c` ~~d~~", "| a | b |", "a | b",
        "\\", "a\\|b", "\\*", "[ ] task", "[^1]: note", ": term", ":smile: @everyone #1 $x^2$",
        "a  \nb", "==mark== ++ins++ ^sup^", "<!-- comment -->", "* * *", "!!! note", "Setext\n---",
        "a\n\n# b", "a\n| --- |", "&#35; x",
    ],
    "entity tricks": [
        "&lt;b&gt; &amp;lt; &#60;script&#62; &nbsp", "&NewLine;&#x3c;b&#x3e;", "<![CDATA[ x ]]>",
        "<?php x ?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "_x0041_ _x000D_", "\\u003cscript\\u003e",
    ],
    "bidi and zero width": [
        "abc\u202egnp.exe\u2066 hidden \u2069", "zero\u200bwidth\u200d\ufeff joiner",
        "\u200b=1+1", "\ufeff=1+1", "\u2060+1", "\u00ad-1", "\u200e@x",
    ],
    "NUL and what no text holds": [
        "nul\x00 bell\x07 escape\x1b[31m c1\x9b31m", "noncharacters \ufffe \uffff", "\x00=1+1",
    ],
    "formula starters": [
        "=cmd|' /C calc'!A0", "=1+1", "+1+1", "-1+1", "@SUM(1)", " =1+1", "\t=1+1", "\r=1+1",
        "\n=1+1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", "'=1+1", '"=1+1"', "a;=1+1", "a; +1",  # noqa: E501
        'a";"=1+1', "a\t=1+1", "{=1+1}", '=HYPERLINK("https://evil.example","x")', "1e5", "007",
        "2027-01-11", "TRUE", "#REF!", "10%", "=", "-",
    ],
    "CRLF": [
        "line\r\nfeed \u2028 separators \u2029 \x85 next", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "a\nSUMMARY:b", "x\r\n\r\nb", "a\\nb\\,c\\;d", "a;b,c:d", 'x"y^z', "a\x0b\x0cb",
    ],
    "path traversal": ["../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\Windows\\x", "a/b\\c", ".."],  # noqa: E501
    "reserved names": ["CON", "nul.txt", "COM1", "aux.", "LPT9.html", "con .txt", "~", ".hidden"],
    "other": ["a" * 300, "👩\u200d🏫 学习 مرحبا שלום ไทย", "e\u0301", " ", "\u3000"],
}  # fmt: skip
CORPUS = [text for texts in BY_CLASS.values() for text in texts]
