"""Many tables made in one step leave the same models behind as one after the other."""

from django.db import models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from office.whole_tables import CreateModels


def parts() -> list[CreateModel]:
    key = ("id", models.BigAutoField(primary_key=True))
    goal = CreateModel("Goal", [key, ("current", models.ForeignKey("house.Version", models.PROTECT, null=True))])
    version = CreateModel("Version", [key, ("goal", models.ForeignKey("house.Goal", models.CASCADE))])
    return [goal, version]


def test_models_that_name_each_other_are_rendered_once_all_are_known():
    state = ProjectState()
    assert list(state.apps.get_models()) == []  # rendered before, as a running `migrate` has it
    CreateModels(parts()).state_forwards("house", state)
    assert "apps" not in state.__dict__, "nothing is rendered until somebody asks"
    goal, version = state.apps.get_model("house", "Goal"), state.apps.get_model("house", "Version")
    assert goal._meta.get_field("current").related_model is version
    assert version._meta.get_field("goal").related_model is goal


def test_the_step_answers_for_each_of_its_models():
    step = CreateModels(parts())
    assert step.references_model("version", "house")
    assert step.describe() == "Create the tables of 2 models"
    _name, args, _kwargs = step.deconstruct()
    assert [model.name for model in args[0]] == ["Goal", "Version"]
