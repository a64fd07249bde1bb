"""How the log names an edition: by its number; and how people are told of acts."""

import re

ACT_NAMES = {
    "account": "人の登録を変えた",
    "again": "作業をやり直した",
    "answer_warning": "解析の注意に答えた",
    "approve": "確認した",
    "ask_withdrawal": "取り消しを頼んだ",
    "bundle": "束を作った",
    "choose": "どの会議かを選んだ",
    "correct": "一文の読みを直した",
    "describe": "版の種類と理由を書いた",
    "discard": "下書きを捨てた",
    "draft": "下書きを作った",
    "edit": "直した",
    "end_job": "作業をやめた",
    "hand_in": "ファイルを取り込んだ",
    "hint": "手がかりを加えて読み直した",
    "import": "コマンドで公開した",
    "invite": "人を招いた",
    "job": "作業が終わった",
    "join": "招待に応じた",
    "keep_sound": "音声の残し方を変えた",
    "lexicon": "読み辞書を変えた",
    "narrate": "音声を頼んだ",
    "passkey": "パスキーを変えた",
    "password": "パスワードを変えた",
    "publish": "公開した",
    "redo_edit": "直しを戻した",
    "refuse_report": "お知らせを片づけた",
    "refuse_withdrawal": "取り消しの頼みを断った",
    "remove": "会議録を取り除いた",
    "reopen": "下書きに戻した",
    "reset": "決め直す番地を作った",
    "restore": "控えに戻した",
    "return": "差し戻した",
    "second_factor": "確認番号の使い方を変えた",
    "settle_reading": "読みを決めた",
    "sign_in": "入った",
    "sign_in_failed": "入れなかった",
    "sign_out": "出た",
    "submit": "確認に出した",
    "take_bundle": "束を取り込んだ",
    "take_report": "お知らせの読みに直した",
    "undo_edit": "直しを取り消した",
    "undo_reading": "読みの答えを取り消した",
    "unhint": "手がかりを除いて読み直した",
    "upgrade": "新しい版の資料庫にした",
    "withdraw": "取り下げた",
    "withdraw_words": "発言を取り消した",
}
"""Every act that the log has, as people are told of it."""

_EDITION = re.compile(r"版 (\d{1,9})(?= |$)")


def subject_of(edition_id: int) -> str:
    """An edition as the log names it."""
    return f"版 {edition_id}"


def edition_in(subject: str) -> int | None:
    """The number of the edition that a row of the log is about; None for none."""
    found = _EDITION.match(subject)
    return int(found[1]) if found else None
