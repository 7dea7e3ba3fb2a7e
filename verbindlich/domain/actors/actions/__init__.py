"""Verbs of the directory: each atomic, with its trail."""

from verbindlich.domain.actors.actions.agreements import (
    remove_standard,
    review_standard,
    save_agreement,
    save_standard,
)
from verbindlich.domain.actors.actions.entries import Many, delete_entry, restore_entry, save_entry
from verbindlich.domain.actors.actions.merging import ask_again, merge, tell_apart, undo_merge
from verbindlich.domain.actors.actions.networks import (
    add_members,
    remove_member,
    save_member,
    save_network,
    say_condition,
)
from verbindlich.domain.actors.actions.notes import delete_note, save_note
from verbindlich.domain.actors.actions.organisations import (
    add_alias,
    affiliate,
    delete_organisation,
    end_affiliation,
    remove_alias,
    restore_organisation,
    save_organisation,
)
from verbindlich.domain.actors.actions.persons import (
    confirm_person,
    delete_person,
    give_consent,
    mark_asked,
    save_person,
    withdraw_consent,
)
from verbindlich.domain.actors.actions.positions import DutySaid, remove_task, save_position, start_register, vacate
from verbindlich.domain.actors.actions.relations import relate, unrelate
from verbindlich.domain.actors.actions.spaces import move_spaces, plant_spaces, save_space
from verbindlich.domain.actors.actions.structure import save_structure, say_requirement

__all__ = [
    "DutySaid",
    "Many",
    "add_alias",
    "add_members",
    "affiliate",
    "ask_again",
    "confirm_person",
    "delete_entry",
    "delete_note",
    "delete_organisation",
    "delete_person",
    "end_affiliation",
    "give_consent",
    "mark_asked",
    "merge",
    "move_spaces",
    "plant_spaces",
    "relate",
    "remove_alias",
    "remove_member",
    "remove_standard",
    "remove_task",
    "restore_entry",
    "restore_organisation",
    "review_standard",
    "save_agreement",
    "save_entry",
    "save_member",
    "save_network",
    "save_note",
    "save_organisation",
    "save_person",
    "save_position",
    "save_space",
    "save_standard",
    "save_structure",
    "say_condition",
    "say_requirement",
    "start_register",
    "tell_apart",
    "undo_merge",
    "unrelate",
    "vacate",
    "withdraw_consent",
]
