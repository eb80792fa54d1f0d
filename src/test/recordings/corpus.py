#!/usr/bin/env python3
"""Writes a corpus of control functions to the terminal, in the spirit of vttest.

Made for 80 columns and 24 rows and sent as it stands: no line ends are added. A page is a function:
a clear screen, a title, and one theme. To add one, write a function with @page; what it returns,
text with escapes or bytes where text cannot say it, is shown. To look at one: corpus.py NAME.
"""

import sys
import termios
import tty

ESC = "\033"
CSI = "\033["
OSC = "\033]"
ST = "\033\\"
BEL = "\007"
SO, SI = "\016", "\017"

PAGES = []


def page(write):
    PAGES.append(write)
    return write


def at(row, column, text=""):
    """Text at a place; rows and columns count from 1."""
    return f"{CSI}{row};{column}H{text}"


def sgr(codes, text):
    return f"{CSI}{codes}m{text}{CSI}m"


def lines(first, last, text="abcdefghijklmnopqrstuvwxyz0123456789"):
    """Rows of text that tell which row they are."""
    return "".join(at(row, 1, f"{row:02}:{text}") for row in range(first, last + 1))


# Moving


@page
def cursor_movement():
    yield at(12, 40, "@") + f"{CSI}A^{CSI}2B_{CSI}3D<{CSI}5C>"
    yield f"{CSI}99A!{CSI}99B!{CSI}99C!{CSI}99D!"
    yield at(5, 10, f"{CSI}2Enext{CSI}3Fprevious{CSI}20Gcolumn{CSI}20drow{CSI}30`here")
    yield at(10, 10, f"{CSI}3aright{CSI}2edown") + f"{CSI}6;60fhvp"
    yield at(0, 0, "0") + at(99, 99, "9") + f"{CSI};5H;5{CSI}3Hno column{CSI}Hhome"
    yield at(15, 3, "back\b\b\b\bB") + at(16, 1, "\b\b\b|") + at(17, 70, "return\rR")
    yield at(18, 5, "a\nb\vc\fd") + at(23, 5, f"x{ESC}Dy{ESC}Ez{ESC}Mw")
    yield at(7, 7, f"{CSI}0A0{CSI}0C0{CSI}0B0{CSI}0D0")


@page
def margins():
    yield lines(1, 24) + f"{CSI}5;10r"
    yield at(5, 20, f"{CSI}9A^stops at the top margin") + at(10, 30, f"{CSI}9Bstops below")
    yield at(3, 20, f"{CSI}9A^above") + at(14, 20, f"{CSI}9B_below")
    yield at(10, 50, "\n1\n2\n3") + at(5, 50, f"{ESC}M4{ESC}M5")
    yield at(24, 60, "\n\nlast row\n") + at(1, 60, f"{ESC}M{ESC}Mfirst row")
    yield at(8, 1, f"{CSI}2L") + at(6, 1, f"{CSI}1M") + at(15, 40, f"{CSI}3L{CSI}3Moutside")
    yield f"{CSI}2S{CSI}S{CSI}T{CSI}9T{CSI}99S{CSI}99T"
    yield f"{CSI}7;7r{CSI}9;3r{CSI}0;0r{CSI}3r" + at(4, 4, "from 3") + f"{CSI};4r" + at(4, 40, "\n\n")
    yield f"{CSI}20;99r" + at(24, 40, "\nscrolled") + f"{CSI}r"


@page
def origin_mode():
    yield lines(1, 24) + f"{CSI}6;12r{CSI}?6h+"
    yield at(1, 20, "1") + at(7, 20, "7") + at(99, 20, "99") + f"{CSI}3d3"
    yield f"{CSI}2;30H{ESC}7{CSI}?6l" + at(1, 40, "absolute") + f"{ESC}8relative"
    yield at(1, 50, f"{CSI}9A^") + at(7, 60, f"{CSI}9B_\n\n")
    yield f"{CSI}2;4rregion moves" + at(9, 9, "9")
    yield f"{CSI}?6l{CSI}r"


@page
def tabs():
    yield at(3, 1, "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12")
    yield at(4, 1, f"{CSI}3I3{CSI}Ione{CSI}99Iend{CSI}2Z2{CSI}Zone{CSI}99Zbegin")
    yield f"{CSI}3g" + at(5, 1, "\tno stops") + at(5, 1, f"{CSI}Z")
    yield at(6, 11, f"{ESC}H") + at(6, 41, f"{ESC}H") + at(6, 80, f"{ESC}H") + at(6, 1, "\t11\t41\t!")
    yield at(7, 41, f"{CSI}g") + at(7, 1, "a\tb\tc") + at(7, 11, f"{CSI}0g") + at(8, 1, "d\te")
    yield at(9, 80, "x\ty") + at(10, 79, "x\ty")
    yield f"{CSI}?5W" + at(11, 1) + "".join(f"{CSI}{n}G{ESC}H" for n in range(9, 80, 8))
    yield at(12, 1, "1\t2\t3\t4")


# The last column


PENDING_ENDS = {
    "nothing": "",
    "CR": "\r",
    "BS": "\b",
    "LF": "\n",
    "TAB": "\t",
    "CUF": f"{CSI}C",
    "CUB": f"{CSI}D",
    "CUU": f"{CSI}A",
    "CUD": f"{CSI}B",
    "CHA": f"{CSI}80G",
    "VPA": f"{CSI}12d",
    "EL 0": f"{CSI}K",
    "EL 1": f"{CSI}1K",
    "ED 0": f"{CSI}J",
    "ECH": f"{CSI}X",
    "ICH": f"{CSI}@",
    "DCH": f"{CSI}P",
    "IL": f"{CSI}L",
    "SGR": f"{CSI}1m",
    "DECSC": f"{ESC}7",
    "DECSC, DECRC": f"{ESC}7{CSI}5;5H{ESC}8",
    "RI": f"{ESC}M",
    "IND": f"{ESC}D",
    "NEL": f"{ESC}E",
    "SU": f"{CSI}S",
    "SD": f"{CSI}T",
    "DECSTBM": f"{CSI}r",
    "DECAWM off": f"{CSI}?7l",
    "DECAWM off, on": f"{CSI}?7l{CSI}?7h",
    "REP": f"{CSI}2b",
    "a combining character": "\u0301",
    "IRM": f"{CSI}4h",
    "DECSCUSR": f"{CSI}2 q",
    "BEL": BEL,
    "OSC": f"{OSC}2;t{BEL}",
    "SO SI": SO + SI,
    "HTS": f"{ESC}H",
    "DECTCEM": f"{CSI}?25h",
}


@page
def autowrap():
    yield at(3, 71, "0123456789wrapped") + at(6, 71, f"{CSI}?7l0123456789lost") + f"{CSI}?7h"
    yield at(7, 80, "龍wide") + at(9, 79, "龍fits") + at(11, 80, f"{CSI}?7l龍no room{CSI}?7h")
    yield at(24, 75, "scrolls the screen")
    yield at(13, 78, "ab\bcd") + at(15, 79, f"xy{CSI}31mz{CSI}m")


@page
def pending_wrap():
    for name, end in PENDING_ENDS.items():
        yield f"{CSI}H{CSI}2J{CSI}4;20r" + at(10, 1, name) + at(12, 79, "ab") + end + "X"
        yield f"{CSI}4l{CSI}m{CSI}?7h{CSI}r"


# Editing


@page
def erasing():
    yield lines(2, 24)
    yield at(4, 20, f"{CSI}K") + at(5, 20, f"{CSI}1K") + at(6, 20, f"{CSI}2K") + at(7, 20, f"{CSI}3K")
    yield at(9, 10, f"{CSI}X{CSI}3C{CSI}5X{CSI}99X") + at(10, 10, f"{CSI}0X")
    yield at(11, 5, f"{CSI}?K") + at(13, 5, f"{CSI}?1K")
    yield at(20, 15, f"{CSI}J") + at(3, 15, f"{CSI}1J") + at(15, 1, "still here")
    yield f"{CSI}3J" + at(16, 1, "and here") + f"{CSI}9J{CSI}2J"


@page
def inserting_and_deleting():
    yield lines(2, 24)
    yield at(3, 10, f"{CSI}@") + at(4, 10, f"{CSI}5@five") + at(5, 10, f"{CSI}99@")
    yield at(6, 10, f"{CSI}P") + at(7, 10, f"{CSI}5P") + at(8, 10, f"{CSI}99P") + at(9, 80, f"x{CSI}P")
    yield at(12, 20, f"{CSI}2Linserted") + at(16, 20, f"{CSI}Mdeleted") + at(20, 1, f"{CSI}99L")
    yield at(2, 1, f"{CSI}99M") + lines(5, 9)
    yield at(6, 5, f"{CSI}4hinsert mode{CSI}4l and replaced") + at(7, 79, f"{CSI}4habc{CSI}4l")
    yield at(8, 5, f"{CSI}4h龍{CSI}4l") + at(9, 3, f"{CSI}4h\u0301{CSI}4l")


@page
def wide_characters_cut_in_half():
    wide = "龍龍龍龍龍龍龍龍"
    for row, cut in enumerate(
        [
            f"{CSI}6Gx", f"{CSI}5Gx", f"{CSI}6G{CSI}X", f"{CSI}5G{CSI}2X", f"{CSI}6G{CSI}K",
            f"{CSI}6G{CSI}1K", f"{CSI}6G{CSI}P", f"{CSI}5G{CSI}P", f"{CSI}6G{CSI}3P",
            f"{CSI}6G{CSI}@", f"{CSI}5G{CSI}@", f"{CSI}6G{CSI}4hx{CSI}4l", f"{CSI}6G🐉",
            f"{CSI}5G{CSI}3@", f"{CSI}6G\u0301", f"{CSI}6G{CSI}4h龍{CSI}4l",
        ],
        3,
    ):  # fmt: skip
        yield at(row, 1, wide) + cut
    yield at(20, 73, f"龍龍龍龍{CSI}4G{CSI}@") + at(21, 73, f"龍龍龍龍\r{CSI}3@")
    yield at(22, 73, f"龍龍龍龍\b\b{CSI}P") + at(22, 2, f"{CSI}J") + at(3, 6, f"{CSI}1J")


@page
def scrolling():
    yield lines(1, 24)
    yield f"{CSI}S{CSI}3S{CSI}T{CSI}2T{CSI}0S{CSI}1;2;3;4;5T{CSI}4;21r{CSI}44m{CSI}2S{CSI}T{CSI}m"
    yield at(21, 1, f"{CSI}41m\n\n{CSI}m") + at(4, 1, f"{CSI}42m{ESC}M{ESC}M{CSI}m")
    yield at(10, 1, f"{CSI}43m{CSI}2L{CSI}m") + at(15, 1, f"{CSI}45m{CSI}2M{CSI}m") + f"{CSI}r"


@page
def alignment():
    yield f"{CSI}5;9r{CSI}?6h{CSI}31;44;7m{ESC}#8" + "pen stays"
    yield at(12, 12, "no origin, no margins") + at(24, 1, "\n")
    yield f"{CSI}m{ESC}#3{ESC}#4{ESC}#5{ESC}#6"


@page
def back_colour_erase():
    yield f"{CSI}44m{CSI}2J" + at(3, 3, "blue") + at(5, 1, f"{CSI}41m{CSI}K")
    yield at(7, 20, f"{CSI}42;1;4;7m{CSI}10X") + at(9, 20, f"{CSI}48;5;208m{CSI}5@{CSI}3P")
    yield at(11, 1, f"{CSI}48;2;10;20;30m{CSI}2L{CSI}M") + at(20, 1, f"{CSI}0;45m{CSI}J")
    yield at(24, 1, f"{CSI}46m\n\n") + f"{CSI}0m" + at(22, 1, f"{CSI}K") + f"{CSI}49m\n"


# What is remembered


@page
def saved_cursor():
    yield at(5, 5, f"{CSI}1;31m{ESC}(0{ESC}7") + at(9, 9, f"{CSI}0;42m{ESC}(B") + f"plain{ESC}8lqk"
    yield f"{ESC}(B{CSI}m" + at(7, 80, f"x{ESC}7") + at(3, 3, f"{ESC}8wrapped")
    yield f"{CSI}5;15r{CSI}?6h{CSI}3;3H{CSI}s{CSI}?6l{CSI}r{CSI}24;1H{CSI}uorigin"
    yield f"{CSI}?6l{CSI}r" + at(16, 3, f"{ESC})0{SO}{ESC}7{SI}{ESC})B") + f"{ESC}8lqk{SI}{ESC})B"
    yield at(18, 1, f"{CSI}?1048h") + at(20, 1, "elsewhere") + f"{CSI}?1048lhere{ESC}8again"
    yield f"{CSI}!p{ESC}8home after a reset"


@page
def alternate_screen():
    for mode in (47, 1047, 1049):
        yield at(5, 1, f"main before {mode}") + f"{CSI}32m" + at(7, 7)
        yield f"{CSI}?{mode}h{CSI}31;44malternate{CSI}2J" + at(3, 3, "there") + at(24, 1, "\n\n")
        yield f"{CSI}?{mode}hstill" + f"{ESC}7{CSI}?{mode}l" + f"back{CSI}?{mode}ltwice{CSI}m"
        yield at(8, 1, f"main after {mode}")
    yield f"{CSI}4;9r{CSI}?1049h" + at(9, 1, "\nregion is shared") + f"{CSI}?1049l{CSI}r"
    yield f"{CSI}?1049h{CSI}?47lleft by another{CSI}?1049l"


@page
def resets():
    yield f"{CSI}4h{CSI}?6h{CSI}?7l{CSI}?25l{CSI}?1h{ESC}={CSI}3;9r{CSI}1;31m{ESC}(0"
    yield at(2, 2, "lqk") + f"{CSI}!pplain" + at(20, 75, f"wraps or not\n{CSI}?7h")
    yield f"{OSC}2;before{BEL}{CSI}?2004h{CSI}?1002;1006h{CSI}5 q{CSI}3g{CSI}?1049h" + "soon gone"
    yield f"{ESC}c" + "after RIS\ttab"


@page
def modes():
    yield at(3, 1, f"{CSI}?1hkeys{CSI}?1l {ESC}=keypad{ESC}> {CSI}?66h{CSI}?66l")
    yield at(4, 1, f"{CSI}?5hreverse{CSI}?5l {CSI}?12h{CSI}?12l{CSI}?25lhidden{CSI}?25h")
    for mode in (9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 2004, 2026, 2027):
        yield f"{CSI}?{mode}h{mode} "
    yield f"{CSI}?1003l{CSI}?1006l{CSI}?1000;1002;1004;2004;2026l"
    for shape in range(8):
        yield at(8, 1 + shape, f"{CSI}{shape} q{shape}")
    yield at(9, 1, f"{CSI}20hLNM{CSI}20l{CSI}2h{CSI}2l{CSI}12h{CSI}12l{CSI}?3h{CSI}?3l{CSI}?99999h")
    yield at(10, 1, f"{CSI}?7;25l{CSI}?7;25h{CSI}?h{CSI}?;l{CSI}>4;1m{CSI}>4m{CSI}=5u{CSI}>1u{CSI}<u")
    yield at(11, 1, f"{CSI}c{CSI}>c{CSI}5n{CSI}6n{CSI}?6n{CSI}?25$p{CSI}14t{CSI}x{CSI}>q asked")


# Characters


@page
def character_sets():
    every = "".join(chr(c) for c in range(0x20, 0x7F))
    yield at(2, 1, f"{ESC}(0{every}{ESC}(B") + at(4, 1, f"{ESC}(A{every}{ESC}(B")
    yield at(6, 1, f"{ESC})0{SO}G1 lqqk{SI}G0 lqqk") + at(7, 1, f"{ESC}*0{ESC}nG2 lqqk{SI}G0")
    yield at(8, 1, f"{ESC}+0{ESC}oG3 lqqk{SI}G0") + at(9, 1, f"{ESC}Nqq{ESC}Oqq{ESC}N{ESC}[1Cq")
    yield at(10, 1, f"{ESC}*A{ESC}N##{ESC}+B{ESC}Oqq") + at(11, 1, f"{ESC}(1qq{ESC}(2qq{ESC}(<qq{ESC}(B")
    yield at(12, 1, f"{ESC}(0q{ESC}[31mq{ESC}[mq\tq{ESC}(B") + at(13, 1, f"{ESC}(0é龍q\u0301{ESC}(B")
    yield at(14, 1, f"{ESC}(0l{CSI}5bk{ESC}(B") + at(15, 1, f"{ESC})A{SO}#{CSI}3b{SI}{ESC})B")
    yield at(16, 1, f"{ESC}~{ESC}}}{ESC}|right sides{ESC}%G{ESC}%@{ESC}%G{ESC} F{ESC}(%5x{ESC}(B")
    yield at(18, 1, f"{ESC}(0lqqqqqqwqqqqqqk") + at(19, 1, f"x      x      x{ESC}(B")
    yield at(20, 1, f"{ESC}(0tqqqqqqnqqqqqqu") + at(21, 1, f"mqqqqqqvqqqqqqj{ESC}(B")


@page
def repetition():
    yield at(3, 1, f"a{CSI}5b") + at(4, 1, f"龍{CSI}3b") + at(5, 1, f"x{CSI}0b") + at(6, 1, f"{CSI}3bn")
    yield at(7, 75, f"w{CSI}10b") + at(9, 1, f"e\u0301{CSI}2b") + at(10, 1, f"abc{CSI}b{CSI}2b")
    yield at(11, 1, f"q{CSI}31m{CSI}3b{CSI}m") + at(12, 1, f"z{CSI}3b{CSI}4h!{CSI}2b{CSI}4l")
    yield at(14, 1, f"#{CSI}99999b")


@page
def unicode():
    yield at(3, 1, "é ü ß ñ Ω Ж א ع ก 한글 漢字 ひらがな カタカナ ﾊﾝｶｸ Ａ１")
    yield at(4, 1, "🐉 😀 🚀 🀄 ☃ ☔ ⌚ ⚡ ❤ ✔ ★ ♥ © ™")
    yield at(5, 1, "e\u0301 a\u0308\u0323 o\u0302\u0301 n\u0303 \u0301start x\u20dd") + at(6, 1, "\u0301")
    yield at(7, 1, "👩\u200d👩\u200d👧\u200d👦| 👨🏽\u200d🚀| 🏳\ufe0f\u200d🌈| ❤\ufe0f| ☎\ufe0e| 1\ufe0f\u20e3|")
    yield at(8, 1, "🇩🇪|🇫🇷|🇯🇵🇺🇸|🇩|") + at(9, 1, "zero\u200bwidth\u200c \u200d \u2060 \ufeff soft\u00adhyphen nb\u00a0sp")
    yield at(10, 1, "\u1100\u1161\u11a8 \u0e19\u0e49\u0e33 \u0915\u094d\u0937\u093f \u0644\u0627")
    yield at(11, 1, "\u202eright to left\u202c \u2066x\u2069 \u2028line\u2029par") + at(12, 76, "龍龍龍")
    yield at(14, 80, "x\u0301y") + at(16, 1, "─│┌┐└┘├┤┬┴┼═║╔╗╚╝ ░▒▓█▀▄ ◆●○■□ ⠿⡇ 🬀🬁")
    yield at(17, 1, "z" + "\u0301" * 40 + "|") + at(18, 1, "\U0010ffff|\ufffe|\ue000|\U000f0000|\ufffd|")


@page
def broken_utf_8():
    for row, broken in enumerate(
        [
            b"\x80", b"\xbf\xbf", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf",
            b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xfe\xff",
            b"\xc3", b"\xe9\xbe", b"\xf0\x9f\x90", b"\xe9\xbe\xe9\xbe\x8d", b"\xc3\x1b[1m",
            b"\xf0\x9f\r", b"\xe9\xbe\x80\x80",
        ],
        3,
    ):  # fmt: skip
        yield at(row, 1, "<").encode() + broken + b">"
    yield f"{CSI}m"
    yield at(22, 1, "C1 as UTF-8: \u009b31mred\u009bm \u0084down\u008dup\u0085next \u0088\u009d2;c1\u009c")
    yield at(23, 1, "\u0090q\u009c\u0098x\u009c\u009ey\u009c\u009fz\u009c\u008eq\u008fq \u0080\u0081.")


# Colours


@page
def colours():
    for row, base in enumerate((30, 40, 90, 100), 3):
        yield at(row, 1) + "".join(sgr(base + n, f" {base + n} ") for n in range(8))
    for index in range(256):
        if index % 64 == 0:
            yield at(8 + index // 64, 1)
        yield f"{CSI}48;5;{index}m "
    yield f"{CSI}m" + at(13, 1) + "".join(f"{CSI}38;5;{n}m#" for n in range(0, 256, 4))
    yield f"{CSI}m" + at(14, 1) + "".join(f"{CSI}38:5:{n}m#" for n in range(1, 256, 4))
    yield f"{CSI}m" + at(15, 1) + "".join(f"{CSI}48;2;{n};{255 - n};80m " for n in range(0, 256, 4))
    yield f"{CSI}m" + at(16, 1) + "".join(f"{CSI}38:2:{n}:80:{255 - n}m#" for n in range(0, 256, 4))
    yield f"{CSI}m" + at(17, 1) + "".join(f"{CSI}48:2::80:{n}:{255 - n}m " for n in range(0, 256, 4))
    yield f"{CSI}m" + at(18, 1) + "".join(f"{CSI}38:2:1:{n}:{n}:80m#" for n in range(0, 256, 4))
    yield f"{CSI}m" + at(19, 1, sgr("31;48;5;22;1", "mixed")) + sgr("38;2;1;2;3;48;5;9;4", "mixed")
    yield sgr("38;5", "short") + sgr("38;2;1;2", "short") + sgr("38", "short") + sgr("38;9;1", "bad")
    yield sgr("48:5", "short") + sgr("38:2:300:0:0", "large") + sgr("38;5;256", "large")
    yield at(20, 1, sgr("31", f"red{CSI}39m default{CSI}41m red{CSI}49m default"))
    yield at(21, 1, sgr("38;2;;;", "left out")) + sgr("48;5;", "left out") + sgr(";;31", "empty")


@page
def renditions():
    yield at(3, 1) + "".join(sgr(n, f" {n} ") + " " for n in range(30))
    yield at(5, 1) + "".join(sgr(f"4:{n}", f"underline {n}") + " " for n in range(7))
    yield at(6, 1) + "".join(sgr(f"4;58;5;{n}", f"{n}") + " " for n in range(1, 16))
    yield at(7, 1, sgr("4:3;58:2::255:0:0", "curly red")) + sgr("4;58:5:2", f"green{CSI}59mnone")
    yield at(8, 1, sgr("53", f"over{CSI}55mnot")) + sgr("51", "framed") + sgr("52", f"ring{CSI}54m")
    on = "1;2;3;4;5;7;8;9;53"
    for row, off in enumerate((22, 23, 24, 25, 27, 28, 29, 55, 0), 10):
        yield at(row, 1) + sgr(on, f"all on{CSI}{off}m without {off}")
    yield at(20, 1, sgr("1;31", f"a{CSI}mb{CSI}1;mc{CSI};1md")) + sgr("1:2", "e") + sgr("4:", "f")
    yield at(21, 1, sgr("4:3", f"curly{CSI}4msingle{CSI}21mdouble{CSI}24mnone{CSI}4:0mnone"))
    yield at(22, 1, sgr("7;31;44", f"inverse{CSI}K")) + at(23, 1, sgr("10", "10") + sgr("20", "20"))
    yield at(24, 1, sgr(";".join("1" * 40), "many") + sgr("999;1000;99999;1", "unknown"))


# Strings and broken sequences


@page
def strings():
    yield f"{OSC}0;title by BEL{BEL}" + at(3, 1, "0") + f"{OSC}2;title by ST: é龍🐉{ST}2"
    yield f"{OSC}1;icon{BEL}1{OSC}2;{BEL}empty{OSC}2;{'long ' * 100}{ST}long{OSC}2{BEL}none"
    yield at(4, 1, f"{OSC}8;;https://example.org/{ST}link{OSC}8;;{ST} {OSC}8;id=1;a:b{BEL}x{OSC}8;;{BEL}")
    yield at(5, 1, f"{OSC}52;c;aGVsbG8={BEL}52{OSC}52;c;?{ST}52 {OSC}4;1;?{BEL}{OSC}10;?{ST}{OSC}104{BEL}4")
    yield at(6, 1, f"{OSC}9;news{BEL}{OSC}777;notify;a;b{ST}{OSC}133;A{ST}{OSC}7;file://h/p{ST}{OSC}1337;x=y{BEL}9")
    yield at(7, 1, f"{ESC}P1$r0m{ST}DCS {ESC}P+q544e{ST}{ESC}P0;1|17/41{ST}{ESC}Pq#0;2;0;0;0~~@@{ST}sixel")
    yield at(8, 1, f"{ESC}_APC{ST}APC {ESC}^PM{ST}PM {ESC}XSOS{ST}SOS {ESC}_Ga=q{ST}")
    yield at(9, 1, f"{ESC}P\r\n\t{BEL}inside{ST}after {OSC}2;a\tb\rc\nd{BEL}after")
    yield at(10, 1, f"{OSC}2;cut\030CAN {OSC}2;cut\032SUB {ESC}Pcut\030CAN {ESC}_cut\032SUB")
    yield at(11, 1, f"{OSC}2;ended by{CSI}31mescape{CSI}m {ESC}Pended by{CSI}32mescape{CSI}m")
    yield at(12, 1, f"{OSC}2;龍\u009cC1 ST{BEL}") + f"{OSC}R{OSC}P1ff00aapalette"
    yield f"{CSI}22;0t{OSC}2;pushed{ST}{CSI}23;0t"


@page
def broken_sequences():
    yield at(3, 1, f"{CSI}31\030CAN {CSI}31\032SUB {ESC}\030C {ESC}(\030C {CSI}3{CSI}32mnew{CSI}m")
    yield at(4, 1, f"ab{CSI}\b2Cc{CSI}5\rGd{CSI}\n2Ae") + at(5, 1, f"x{CSI}3\t1my{CSI}m{CSI}1{SO}m{SI}z{CSI}m")
    yield at(6, 1, f"{CSI}99999999999999999999Cfar") + at(7, 1, f"{CSI}0000000000005Cfive")
    yield at(8, 1, f"{CSI}" + "1;" * 200 + "31mmany" + f"{CSI}m{CSI}" + "0" * 400 + "mlong")
    yield at(9, 1, f"{CSI}1$2mbad{CSI}1?mbad{CSI}?1?lbad{CSI}<>=mbad{CSI}!!pbad{CSI}1:2:3Cbad")
    yield at(10, 1, f"{CSI}\x7f3\x7f1\x7fmDEL\x7f{CSI}m a\x7fb a\0b {ESC}\0(\0B")
    yield at(11, 1, f"{CSI}é31mUTF-8 in it {ESC}é and here {ESC}(é")
    yield at(12, 1, f"{CSI}$ {CSI}5${CSI}1 @{CSI}1 A{CSI}2$z{CSI}1;1;2;2$x{CSI}'{CSI}1'}}{CSI}1'~.")
    yield at(13, 1, f"{ESC}1{ESC}2{ESC}Q{ESC}Z{ESC}l{ESC}m{ESC}#9{ESC}$B{ESC}-A{ESC}.A{ESC}/A.")
    yield at(14, 1, f"{CSI}y{CSI}i{CSI}p{CSI}q{CSI}z{CSI}{{{CSI}|{CSI}}}{CSI}~{CSI}N{CSI}O{CSI}Q{CSI}U{CSI}V.")
    yield at(15, 1, "\001\002\003\004\006\020\021\022\023\024\025\026\027\031\034\035\036\037none")
    yield at(16, 1, f"{ESC}{ESC}{ESC}[1;31{ESC}[32mgreen{CSI}m{ESC} {ESC}G{CSI} {CSI}m")
    yield at(17, 1, f"{CSI}-1Cminus{CSI}+1Cplus{CSI},1Ccomma{CSI}1.5Cpoint{CSI}*y{CSI}#{{{CSI}#}}.")


def to_bytes(part):
    return part if isinstance(part, bytes) else part.encode()


def show(write, out):
    """A page, on a terminal in no particular state."""
    out.write(f"{ESC}c{CSI}2J{CSI}H{write.__name__.replace('_', ' ')}".encode())
    for part in write():
        out.write(to_bytes(part))
    out.flush()


def main():
    chosen = [write for write in PAGES if not sys.argv[1:] or write.__name__ in sys.argv[1:]]
    before = termios.tcgetattr(1) if sys.stdout.isatty() else None
    if before:
        tty.setraw(1)
    for write in chosen:
        show(write, sys.stdout.buffer)
    if before:
        termios.tcsetattr(1, termios.TCSADRAIN, before)


if __name__ == "__main__":
    main()
