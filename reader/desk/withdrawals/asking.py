"""Two people for a withdrawal: one asks for it, another does it or says no. The words are kept for as long as that takes."""

from collections.abc import Collection
from dataclasses import dataclass

from reader.desk.staff.people import desk_actor, now
from reader.desk.staff.rights import Right, require
from reader.desk.withdrawals.finding import WithdrawalError
from reader.library.database import Database
from reader.library.desk import audit, people, withdrawals
from reader.library.desk.audit import Act
from reader.library.desk.people import Account
from reader.library.desk.withdrawals import Wanted, WithdrawalRequest
from reader.minutes.edits.quote import plain


@dataclass(frozen=True, slots=True)
class Asking:
    """Requests for withdrawals. Each step is one row of the log, without the words."""

    library: Database

    def ask(self, account: Account, wanted: Wanted) -> int:
        """Hands a wish to whoever may do it; gives its number. WithdrawalError without a place or a ground."""
        require(account, Right.PREPARE)
        require_chosen(wanted.places, wanted.words, wanted.ground)
        with self.library.writing() as connection:
            made = withdrawals.put_request(connection, wanted, account.id, now())
            after = f"{len(wanted.places)} か所"
            act = Act("ask_withdrawal", f"頼み {made}", after=after, reason=wanted.ground)
            audit.record(connection, desk_actor(account), act)
        return made

    def refuse(self, account: Account, request_id: int, why: str) -> None:
        """Nothing is withdrawn, and nothing kept of the wish; whoever asked may take it back. WithdrawalError without a
        reason, NotFoundError where it is answered."""
        with self.library.reading() as connection:
            asked = withdrawals.request_of(connection, request_id)
        if asked.by != account.id:
            require(account, Right.APPROVE)
        if not why.strip():
            raise WithdrawalError("消さない理由を書いてください。記録に残ります。")
        require_chosen(asked.wanted.places, asked.wanted.words, why)
        with self.library.writing() as connection:
            withdrawals.drop_request(connection, request_id)
            act = Act("refuse_withdrawal", f"頼み {request_id}", after="消さない", reason=why.strip())
            audit.record(connection, desk_actor(account), act)

    def waiting(self) -> tuple[WithdrawalRequest, ...]:
        """What waits for somebody, the oldest first."""
        with self.library.reading() as connection:
            return withdrawals.requests(connection)

    def of(self, request_id: int) -> tuple[WithdrawalRequest, str]:
        """One request, and the name of who asked. NotFoundError where it is answered."""
        with self.library.reading() as connection:
            asked = withdrawals.request_of(connection, request_id)
            return asked, people.account_of(connection, asked.by).shown_name


def require_chosen(places: Collection[object], words: str, *told: str) -> None:
    """WithdrawalError where no place is chosen, where no ground (the first of what is ``told``) is given, or where that would
    write the words down once more."""
    if not places:
        raise WithdrawalError("取り消す場所がありません。")
    if not told[0].strip():
        raise WithdrawalError("根拠を書いてください（議会の許可、議長の命令、条例など）。")
    if any(plain(words) in plain(one) for one in told):
        raise WithdrawalError(
            "根拠や理由に、消す言葉そのものは書けません。記録に残ってしまうので、言いかえてください。"
        )


def require_second(account: int, asked: WithdrawalRequest | None, alone: str) -> None:
    """WithdrawalError where one person alone would withdraw words, and does not say why there is nobody else."""
    if (asked is None or asked.by == account) and not alone.strip():
        raise WithdrawalError(
            "頼む人と、消す人は別にしてください。ほかに承認者がいないときは「一人で消す理由」を書いてください。"
        )
