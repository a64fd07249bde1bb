"""The words that make a label a speaker's: roles, offices, and what a question and its answer are called.

A role stands at the end of a label, after a name or an office (山田委員長, 総務部総務課長), or before a name in
brackets (議長（山田一郎）). Words are looked for from the end, the longest first::

    role_of("山田副委員長") -> Role.VICE_CHAIR      role_of("環境政策課") -> Role.SECRETARIAT
"""

import re
from collections.abc import Iterable

from reader.minutes.model import Role

# A word with two meanings is what stands first.
_WORDS = {
    Role.VICE_CHAIR: (
        "副議長 副委員長 副会長 副部会長 副分科会長 副座長 職務代理者 職務代理 会長代理 委員長代理 部会長代理 議長代理 座長代理 会長代行 委員長代行 分科会長代理 "
        "会長職務代理者 委員長職務代理者 副主査 主査代理"
    ),
    Role.CHAIR: (
        "議長 委員長 会長 部会長 分科会長 小委員長 座長 議事進行 進行役 進行 司会 司会者 司会進行 臨時議長 仮議長 臨時委員長 主宰 総括主査 分科会主査 "
        "部会主査 コーディネーター コーディネータ ファシリテーター ファシリテータ モデレーター"
    ),
    Role.MEMBER: (
        "全委員 各委員 委員一同 複数委員 参加委員 出席委員一同 委員 議員 構成員 専門委員 臨時委員 特別委員 審議員 評議員 会員 部会員 メンバー 市民委員 公募委員 学識経験者 区民委員 町民委員 有識者 審査員 選考委員 "
        "運営委員 推進委員 農業委員 教育委員 監査委員 民生委員 推進員 評価委員 教育委員長 代表委員"
    ),
    Role.SECRETARIAT: (
        "事務局 事務局長 事務局次長 事務局員 事務局職員 書記 書記長 事務総長 事務次長 庶務 庶務担当 担当課 担当部 担当部署 主管課 所管課 施策主管課 関係課 "
        "原課 担当者 担当職員 担当 説明者 説明員 職員 市職員 幹事 調査員 速記 受託者 コンサルタント コンサル 委託業者 委託事業者 事務担当 事務方 所管部署 "
        "所管"
    ),
    Role.GUEST: (
        "参考人 公述人 証人 傍聴者 傍聴人 講師 アドバイザー オブザーバー 顧問 監事 請願者 陳情者 紹介議員 意見陳述者 陳述人 記者 幹事社 記者クラブ 市民 区民 "
        "町民 村民 住民 県民 参加者 出席者 来賓 発言者 質問者 質疑者 回答者 応答者 提案者 提出者 ゲスト パネリスト 教授 准教授 名誉教授 特任教授 助教 先生 "
        "博士 弁護士 医師 税理士 会計士 建築士 事業者 申請者 申立人 保護者 PTA 生徒 児童 学生 地権者 関係者 専門家 指定管理者 団体 来場者 利用者 研究員 "
        "主任研究員 上席研究員 園児 審査員長 被災者 遺族 地元 請願人 陳情人 一同 全員 会場 議場 "
        "男性 女性 高校生 中学生 小学生 大学生 若者 相談役 代理人 代表幹事 看護師 学芸員 司書 設計者 施工者 開発者 受託業者 団体代表 関係人 利害関係人 権利者 請求人 当事者"
    ),
    Role.EXECUTIVE: (
        "市長 町長 村長 区長 知事 副市長 副町長 副村長 副区長 副知事 都知事 助役 収入役 出納長 教育長 教育次長 部長 副部長 課長 副課長 課長補佐 局長 "
        "副局長 室長 室長補佐 係長 次長 参事 副参事 主幹 主任 班長 主任主査 主事 主任主事 主査 副主幹 統括監 推進監 政策監 監 技監 理事 理事者 理事長 副理事長 "
        "専務理事 常務理事 執行部 当局 市当局 町当局 市側 町側 県側 技師 所長 副所長 館長 副館長 園長 校長 教頭 院長 副院長 事務長 署長 消防長 消防次長 "
        "消防署長 消防団長 管理者 会計管理者 企業管理者 病院事業管理者 水道事業管理者 公営企業管理者 支所長 出張所長 センター長 グループ長 グループリーダー "
        "リーダー チームリーダー チーム長 担当課長 担当部長 担当局長 担当理事 担当係長 担当主幹 専門監 調整監 企画監 危機管理監 会計課長 本部長 副本部長 "
        "警察本部長 警察署長 代表監査委員 監査委員事務局長 大臣 内閣総理大臣 総理大臣 総理 国務大臣 副大臣 政務官 大臣政務官 政府参考人 政府委員 政府特別補佐人 "
        "長官 次官 審議官 参事官 企画官 調査官 管理官 補佐官 課長代理 課長心得 部長代理 局長代理 室次長 課参事 部参事 事業管理者 技術管理者 公室長 官 "
        "教育部長 指導主事 主事補 参与 学長 学部長 総長 総裁 副総裁 社長 取締役 代表取締役 組合長 副組合長 専務 常務 支配人 工場長 支店長 支社長 委員会事務局長 統括官 "
        "政策統括官 選挙管理委員会委員長 農業委員会会長 公安委員長 公安委員会委員長 教育委員会委員長 人事委員長 室長代理 主席 首席 主管 主席監察官 監察官 補佐 "
        "総括 総括補佐 総括主幹 総括参事 専門員 調整官 検査監 対策監 振興監 管理監 保育士 保健師 栄養士 指導員 相談員 総務担当 代表 団長 村議 幹事長 区総代 "
        "自治会長 町会長 町内会長 区会長 組長 連合会長 支部長 県議 書記官 主計官 報道官"
    ),
}
_OFFICES = (
    "課 部 室 局 係 署 庁 省 所 館 課等 グループ センター 本部 支所 事務所 協会 組合 連盟 連合会 会社 銀行 大学 新聞 新聞社 テレビ 放送 通信 "
    "通信社 ニュース 放送局 協議会 法人 機構 公社 財団 振興会 商工会 会議所 学校 保育園 幼稚園 病院 研究所 チーム 班 農協 社協 学会 事務組合 "
    "ケーブルテレビ 日報 時報 民報 タイムス タイムズ 経済 社 連 自治会 町内会 老人会 婦人会 消防 警察 企業局"
)
_QUESTIONS = "Q 問 質問 質疑 意見 要望 ご意見 ご質問 御意見 御質問 意見・質問 質問・意見 質問等 意見等 意見・要望 主な意見 提案 指摘 質"
_ANSWERS = (
    "A 答 回答 答弁 応答 市の回答 町の回答 区の回答 県の回答 村の回答 市回答 町回答 事務局回答 当局回答 ご回答 御回答 対応 説明 返答 市の考え方 "
    "町の考え方 区の考え方 県の考え方 市の考え 町の考え 見解"
)
QUESTIONS = tuple(_QUESTIONS.split())
ANSWERS = tuple(_ANSWERS.split())
ROLES: dict[str, Role] = {word: role for role, words in reversed(_WORDS.items()) for word in words.split()}


def alternatives(words: Iterable[str]) -> str:
    """A regular expression's alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


ROLE = alternatives(ROLES)
_OFFICE_AT_END = re.compile(f".(?:{alternatives(_OFFICES.split())})$")
_SEAT = re.compile(r"(?:議席)?(?:第)?(?:\d+|[一二三四五六七八九十〇百]{1,4})番")
_LETTER = re.compile(r"(?:[A-Zア-ンイロハ甲乙丙丁①-⑳]|\d{1,2})?(?:君|氏|さん|様|殿)?$")
_PRESS = re.compile(
    r"(?:新聞|新聞社|テレビ|放送|放送局|通信|通信社|ニュース|日報|時報|民報|タイムス|タイムズ|社)$"
)
_LONGEST = max(map(len, ROLES))


def role_word(label: str) -> str | None:
    """The role a label ends with, the longest that fits. ``label`` is folded and has no spaces."""
    for length in range(min(_LONGEST, len(label)), 0, -1):
        if label[-length:] in ROLES:
            return label[-length:]
    return None


def is_office(label: str) -> bool:
    """True for the name of a department, a company or an association: 環境政策課, 中央新聞."""
    return _OFFICE_AT_END.search(label) is not None


def role_of(label: str) -> Role:
    """What a speaker with this label (folded, without spaces) is in the meeting."""
    head, _, inner = label.partition("(")
    head, _, beside = head.partition(":")
    for part in (head, inner.rstrip(")"), beside):
        word = role_word(_LETTER.sub("", part))
        if word:
            return ROLES[word]
    if _SEAT.match(head):
        return Role.MEMBER
    if head in QUESTIONS or head in ANSWERS:
        return Role.OTHER
    if _PRESS.search(head):
        return Role.GUEST
    return Role.SECRETARIAT if is_office(head) or is_office(inner.rstrip(")")) else Role.OTHER
