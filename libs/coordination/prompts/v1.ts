import type { PromptSet } from './prompt-set.js';

/** Wording of ours throughout: the paper publishes no prompts. */
export const V1: PromptSet = {
  version: 'v1',
  roles: {
    solo: 'You are {self}. You work on the task by yourself: nobody helps you, and nobody checks your answer.',
    orchestrator:
      'You are {self}, the orchestrator of a team. Your workers are {workers}. They know the task and the list of its ' +
      'documents, but of your thoughts and of each other only what your briefs tell them. You split the task, hand out ' +
      "the pieces, judge what comes back, and give the team's one answer.",
    worker:
      'You are {self}, a worker in a team that {orchestrator} leads. {orchestrator} sends you briefs and sees nothing of ' +
      'your work but your reports. You know the task so that you understand your brief: do what the brief asks, not the ' +
      'whole task.',
    peer:
      'You are {self}, one of several peers who work on the same task. The others are {others}. First everybody answers ' +
      "alone; then you read each other's answers and debate them. The answer that most of you hold in the end is the " +
      "team's answer.",
  },
  mechanisms: {
    exchange: {
      orchestrator:
        "In this team the workers also read the beginning of each other's findings after every round, and may revise " +
        'their own before you get them.',
      worker:
        'In this team you are also shown how the findings of the other workers begin, after every round, and may revise ' +
        'your own before {orchestrator} gets them. So say first what matters most.',
    },
    consensus: {
      orchestrator:
        'Your answer is put to your workers. It stands only if enough of them accept it; otherwise you are told their ' +
        'objections and answer again, a limited number of times.',
      worker:
        "In the end {orchestrator}'s answer is put to you and the other workers. It stands only if enough of you accept it.",
      peer:
        'The answer stands only if enough of you hold it. When you do, the debate is over; as long as you do not, it ' +
        'goes on, for a limited number of rounds.',
    },
    peerVerification: {
      orchestrator:
        'Before a report reaches you, another worker has reviewed it. A review that you are sent is of the report above it.',
      worker:
        'What you find is reviewed by another worker before {orchestrator} gets it, and you review what others have found.',
      peer: 'What you answer is reviewed by one other peer before the rest sees it, and you review what others answer.',
    },
    subproblemVerification: {
      orchestrator:
        'What a worker reports is worked out a second time from the same brief, by another worker where there is one, ' +
        'without sight of the report. The second result is the message of kind finding below the report. Where the two ' +
        'differ, find out why before you use either.',
      worker:
        'You are also given briefs of other workers, to work them out a second time without sight of their reports.',
    },
    orchestratorSynthesis: {
      orchestrator:
        'When the planning is over you give the answer in a turn of its own, with a word on what became of everything ' +
        'that your workers found. An answer that you give while you plan only ends the planning.',
    },
  },
  rules:
    'Use only what the task, its documents, your tools and the messages to you say. If something is missing or two ' +
    'sources disagree, say so and name it; never invent a fact. Keep every number with its unit and its source, and ' +
    'round only at the end, in the way the task asks for.',
  tools: 'Your tools for the work: {tools}.',
  noTools: 'You have no tools for the work itself; you can only read, think and answer.',
  purposes: {
    solve:
      'Work out the answer to the task. Then call submit_answer: in "answer" the answer alone, in exactly the form that ' +
      'the task asks for; in "explanation" how you came to it, with the values that you used. If something cannot be ' +
      'found, submit the best answer you can give and name in the explanation what is missing.',
    debate:
      "Read the other peers' answers in the messages above, as far as there are any. Where one differs from yours, find " +
      'out who is right from the sources, not by counting heads. Then call submit_answer with your answer as it now ' +
      'stands: in "answer" the answer alone, in exactly the form that the task asks for; in "explanation" what you ' +
      'checked, and why you kept or changed your answer.',
    plan:
      'Decide what the team does next. To have work done, call delegate once for each piece: all pieces of one answer ' +
      'are worked on at the same time, so none may need the result of another. A brief must be clear by itself: what to ' +
      'find or compute, for whom, when and in which unit, and what to report. A worker without a report has run out of ' +
      'turns: ask for less, or ask another. A worker that has failed does not come back: give its work to others. When ' +
      'the reports suffice, call finish, or give the answer at once with submit_answer.',
    work:
      'Do what the briefs above ask. Then call report: in "findings" every value that was asked for, with its unit and ' +
      'where it stands; what you could not find; and anything that contradicts the brief.',
    verify:
      'The latest briefs that you were sent are worked out twice, so that the results can be compared. Work them out from ' +
      'the start, from the sources, even where you remember a value. Then call report: in "findings" every value that ' +
      'was asked for, with its unit and where it stands, and what you could not find.',
    review:
      'Review what the message of kind finding above says; it is not your work. Check every value against its source, ' +
      "every unit and every step of the calculation, and the task's conditions as far as they bear on it. Then call " +
      'review: "accept" if you have found nothing wrong; "object" only with a reason that names what is wrong and what ' +
      'is right, and where that stands.',
    revise:
      'The review above objects to your findings. Check the objection against the sources: it may be right or wrong. ' +
      'Then call revise: in "findings" all your findings as they now stand, not only what has changed, and why you ' +
      'kept what was objected to if you did.',
    reconsider:
      'The review above objects to your answer. Check the objection against the sources: it may be right or wrong. ' +
      'Then call submit_answer with your answer as it now stands: in "answer" the answer alone, in exactly the form ' +
      'that the task asks for; in "explanation" what you checked, and why you kept or changed your answer.',
    exchange:
      'The messages of kind finding above are how the findings of other workers begin; they may be cut. See whether ' +
      'they contradict yours, or tell you what you were missing, and check it against the sources. If your findings ' +
      'change, call revise: in "findings" all of them as they now stand, not only what has changed. If they do not, ' +
      'call finish.',
    synthesise:
      "Give the team's answer now, from the reports above. Check that they fit the task's conditions and each other. " +
      'Then call submit_answer: in "answer" the answer alone, in exactly the form that the task asks for; in ' +
      '"explanation" how it follows from the reports, and what is missing if something is.',
    account:
      "Give the team's answer now, from the reports above, and account for it. Check that they fit the task's " +
      'conditions and each other. Then call submit_answer: in "answer" the answer alone, in exactly the form that the ' +
      'task asks for; in "account" one line for each worker that you have heard from, which begins with its name and ' +
      'says how its findings were used or why not, and one line for each condition of the task, which says how the ' +
      'answer meets it; in "explanation" how the answer follows, and what is missing if something is.',
    ratify:
      "The message of kind synthesis above is the team's answer, unless too many of you object. Check it against the " +
      'task, what you have found and the sources. Then call review: "accept" if the answer is right as it stands; ' +
      '"object" only with a reason that names what is wrong and what is right, and where that stands.',
    repair: 'Your last answer could not be used, and nothing in it has taken effect. What was wrong:',
  },
  controls: {
    delegate: {
      description: 'Gives one worker one piece of work. May be called several times in one answer.',
      arguments: {
        to: 'The worker who is to do it.',
        brief: 'What to find or compute and what to report, clear without any other text.',
      },
    },
    report: {
      description: 'Hands your findings to the orchestrator and ends your work on the brief.',
      arguments: { findings: 'What you found, with units and sources, and what you did not find.' },
    },
    submit_answer: {
      description: 'Gives your answer to the task and ends your work on it.',
      arguments: {
        answer: 'The answer alone, in the form that the task asks for.',
        explanation: 'How the answer was found, with the values used.',
      },
    },
    finish: {
      description: 'Says that no more work has to be delegated; you are then asked for the answer.',
      arguments: { reason: 'Why the reports suffice.' },
    },
    revise: {
      description: 'Puts these findings in the place of those that you have given before.',
      arguments: { findings: 'All that you have found as it now stands, with units and sources.' },
    },
    review: {
      description: 'Gives your verdict on what you were asked to check, and ends the check.',
      arguments: {
        verdict: 'Whether it can stand as it is.',
        reason: 'What you checked; in an objection also what is wrong, what is right and where that stands.',
      },
    },
  },
  controlsIn: {
    exchange: {
      finish: {
        description: 'Says that your findings stand as they are.',
        arguments: { reason: 'Why they need no change.' },
      },
    },
    account: {
      submit_answer: {
        description: "Gives the team's answer and accounts for it.",
        arguments: {
          answer: 'The answer alone, in the form that the task asks for.',
          account:
            'One line for each worker that you have heard from, "<name>: how its findings were used, or why not", and ' +
            'one line for each condition of the task.',
          explanation: 'How the answer was found, with the values used.',
        },
      },
    },
  },
  documents: 'Documents of the task (id: title):',
  turns: 'You have {turns} turns for this. Each of your answers takes one, whether it calls tools or not.',
  lastTurn: 'This is your last turn: call no more tools for the work, and answer now with what you have.',
  message: 'Message from {from} ({kind}, round {round}):',
  failed: '{from} has failed ({code}) and will not answer any more.',
  accepted: '{"accepted": true}',
  notAccepted: '{"accepted": false}',
  notMade: 'This call was not made: the answer that it stands in ended the work or could not be used.',
};
